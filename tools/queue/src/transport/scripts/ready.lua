-- Sees that each stream is there, with its group. KEYS: streams. ARGV: group.
for _, key in ipairs(KEYS) do
    set_aside(key)
    redis.pcall('XGROUP', 'CREATE', key, ARGV[1], '0', 'MKSTREAM')
end
return 1
