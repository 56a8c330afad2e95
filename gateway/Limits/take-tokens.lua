-- One token bucket shared by all instances. KEYS[1] the bucket; ARGV: tokens per second, burst, tokens wanted.
-- Answers {granted, left, milliseconds until the next token}. Time is the server's own, so instances' clocks do not matter.
local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(bucket[1]) or burst
local at = tonumber(bucket[2]) or now
-- A server clock that steps back gives nothing and takes nothing.
tokens = math.min(burst, tokens + math.max(0, now - at) * rate / 1000)

local granted = math.min(wanted, math.floor(tokens))
tokens = tokens - granted
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', now)
-- A bucket that had the time to fill up is like one never seen.
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)

local wait = 0
if granted == 0 then wait = math.ceil((1 - tokens) / rate * 1000) end
return { granted, math.floor(tokens), wait }
