-- Entries that need nobody any more. KEYS: streams. ARGV: group, then pairs of a stream's place
-- and an entry.
for i = 2, #ARGV, 2 do
    local key = KEYS[tonumber(ARGV[i])]
    redis.pcall('XACK', key, ARGV[1], ARGV[i + 1])
    redis.pcall('XDEL', key, ARGV[i + 1])
end
return 1
