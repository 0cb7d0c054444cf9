-- Gives back what a consumer has read and not settled. KEYS: streams. ARGV: group, consumer, 1
-- where the consumer leaves.
local group, me = ARGV[1], ARGV[2]
for _, key in ipairs(KEYS) do
    local reply = redis.pcall('XREADGROUP', 'GROUP', group, me, 'COUNT', 500, 'STREAMS', key, '0')
    if reply and not reply.err then
        for _, entry in ipairs(reply[1][2]) do
            if job(entry) ~= '' then
                local at = value(entry[2], 'at')
                redis.pcall('XADD', key, '*', 'job', job(entry), 'at', at)
            end
            redis.pcall('XACK', key, group, entry[1])
            redis.pcall('XDEL', key, entry[1])
        end
        local mine = redis.pcall('XPENDING', key, group, '-', '+', 1, me)
        if ARGV[3] == '1' and not mine.err and #mine == 0 then
            redis.pcall('XGROUP', 'DELCONSUMER', key, group, me)
        end
    end
end
return 1
