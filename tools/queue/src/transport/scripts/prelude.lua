-- What the scripts share. They raise no errors on purpose: a script that fails is not undone.

-- Moves a key that is no stream out of the way; true where there was one.
local function set_aside(key)
    local kind = redis.call('TYPE', key).ok
    if kind == 'stream' or kind == 'none' then
        return false
    end
    redis.call('RENAME', key, key .. ':set-aside')
    return true
end

-- What a flat list of names and values says of `name`, as text.
local function value(list, name)
    for i = 1, #list - 1, 2 do
        if list[i] == name then
            return tostring(list[i + 1])
        end
    end
    return ''
end

-- A whole number as text, or nothing: whatever else is in a stream is not ours.
local function number(text)
    if #text < 19 and string.match(text, '^%d+$') then
        return text
    end
    return ''
end

-- The job that an entry of a stream is about.
local function job(entry)
    return number(value(entry[2] or {}, 'job'))
end
