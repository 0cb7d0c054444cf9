-- KEYS: streams. Of each: how many entries, when the first was published (0 where nobody can
-- tell, nothing where there is none), and whether something else had its name.
local seen = {}
for i, key in ipairs(KEYS) do
    local foreign = set_aside(key) and 1 or 0
    local head = redis.call('XRANGE', key, '-', '+', 'COUNT', 1)[1]
    local at = ''
    if head then
        at = number(value(head[2] or {}, 'at'))
        if at == '' then
            at = '0'
        end
    end
    seen[i] = {redis.call('XLEN', key), at, foreign}
end
return seen
