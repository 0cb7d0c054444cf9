-- Takes over what others have read and left lying, and clears up. KEYS: streams. ARGV: group,
-- consumer, milliseconds after which an entry counts as left, and those for a consumer.
local group, me = ARGV[1], ARGV[2]
local got = {}

-- Entries that were read and belong to nobody: a group that somebody moved by hand. Nobody would
-- ever read them, and their rows are due to go back.
local function drop_orphans(key)
    local pending = redis.pcall('XPENDING', key, group)
    local stream = redis.pcall('XINFO', 'STREAM', key)
    local groups = redis.pcall('XINFO', 'GROUPS', key)
    if pending.err or stream.err or groups.err or pending[1] > 0 or #groups ~= 1 then
        return
    end
    local read_up_to = value(groups[1], 'last-delivered-id')
    local last = value(stream, 'last-generated-id')
    if redis.call('XLEN', key) > 0 and read_up_to == last then
        redis.call('DEL', key)
        redis.call('XGROUP', 'CREATE', key, group, '0', 'MKSTREAM')
    end
end

for i, key in ipairs(KEYS) do
    local left = redis.pcall('XAUTOCLAIM', key, group, me, ARGV[3], '0-0', 'COUNT', 100)
    if not left.err then
        for _, entry in ipairs(left[2]) do
            if entry then
                got[#got + 1] = {i, entry[1], job(entry)}
            end
        end
        local consumers = redis.pcall('XINFO', 'CONSUMERS', key, group)
        for _, consumer in ipairs(consumers.err and {} or consumers) do
            local idle = tonumber(value(consumer, 'idle'))
            if value(consumer, 'pending') == '0' and idle > tonumber(ARGV[4]) then
                redis.pcall('XGROUP', 'DELCONSUMER', key, group, value(consumer, 'name'))
            end
        end
        drop_orphans(key)
    end
end
return got
