-- Takes entries in the order in which their jobs should start. KEYS: the streams of one queue
-- after another, the most urgent first. ARGV: group, consumer, how many in all, streams of a
-- queue, 1 to begin with the least urgent, then how many of each queue.
local group, me, left = ARGV[1], ARGV[2], tonumber(ARGV[3])
local streams, backwards = tonumber(ARGV[4]), ARGV[5] == '1'
local got = {}

local function ask(key, n)
    return redis.pcall('XREADGROUP', 'GROUP', group, me, 'COUNT', n, 'STREAMS', key, '>')
end

local function take(i, n)
    local key = KEYS[i]
    local reply = ask(key, n)
    if reply and reply.err then
        set_aside(key)
        redis.pcall('XGROUP', 'CREATE', key, group, '0', 'MKSTREAM')
        reply = ask(key, n)
    end
    if not reply or reply.err then
        return
    end
    for _, entry in ipairs(reply[1][2]) do
        got[#got + 1] = {i, entry[1], job(entry)}
        left = left - 1
    end
end

for round = 1, 2 do
    -- What a queue leaves of its share is offered to all in a second round.
    for queue = 1, #KEYS / streams do
        local before = left
        for place = 1, streams do
            local want = left
            if round == 1 then
                want = math.min(left, tonumber(ARGV[5 + queue]) - (before - left))
            end
            if want > 0 then
                local at = backwards and streams - place + 1 or place
                take((queue - 1) * streams + at, want)
            end
        end
    end
end
return got
