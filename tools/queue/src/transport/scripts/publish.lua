-- KEYS: streams. ARGV: when, then pairs of a stream's place and a job's id. Returns how many were
-- added, from the first; a full Redis takes none.
local added = 0
for i = 2, #ARGV, 2 do
    local key = KEYS[tonumber(ARGV[i])]
    local reply = redis.pcall('XADD', key, '*', 'job', ARGV[i + 1], 'at', ARGV[1])
    if type(reply) == 'table' and set_aside(key) then
        reply = redis.pcall('XADD', key, '*', 'job', ARGV[i + 1], 'at', ARGV[1])
    end
    if type(reply) == 'table' then
        return added
    end
    added = added + 1
end
return added
