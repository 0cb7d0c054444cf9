-- Requests from the file named by TARGETS, in turn: METHOD path authorization [body], between tabs.
-- Prints one line of JSON at the end.
local thread_count = 0
function setup(thread)
    thread:set("first", thread_count * 97)
    thread_count = thread_count + 1
end

function init()
    requests = {}
    for line in io.lines(os.getenv("TARGETS")) do
        local method, path, authorization, body = line:match("^(%S+)\t(%S+)\t([^\t]+)\t?(.*)$")
        local headers = { ["Authorization"] = authorization }
        if body ~= "" then headers["Content-Type"] = "application/json" end
        requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
    end
    at = first
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%.4f,"p50_ms":%.3f,"p99_ms":%.3f,"failed":%d,"bytes":%d}\n',
        summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
        latency:percentile(99) / 1000,
        errors.status + errors.connect + errors.read + errors.write + errors.timeout, summary.bytes))
end
