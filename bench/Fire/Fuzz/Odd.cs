using System.Text;

namespace Actors.Bench.Fire.Fuzz;

/// <summary>What is odd: as JSON values, whole bodies, headers, parts of paths, and query values. Raw bytes, as Latin-1.</summary>
internal static class Odd
{
    /// <summary>Looks like a time that we would have written, and badly. Whoever names a thing so is shown it again.</summary>
    private static readonly string[] Times = ["9999-12-31T23:59:59-14:00", "2026-11-22T09:30:00+99:00"];

    private static readonly string[] Texts =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uFFFF\"", "\"\\uFEFF\"", "\"a\\u202Eb\"", "\"\\u200B\"", "\"\\r\\n\\t\\b\"", "\"\\u001b[31m\"",
        Utf8("\"e\u0301\u0301\u0301\u0301\""), Utf8("\"\u05D0\u0627\u202E\""), Utf8("\"\U0001F600\U00020000\U000E0041\""), Utf8("\"\u2028\u2029\""), Utf8("\"\uFDFA\u0130\u1E9E\u212A\""),
        "\"\u00C0\u00AF\"", "\"\u00E0\u0080\u00AF\"", "\"\u00F0\u0080\u0080\u00AF\"", "\"\u00ED\u00A0\u0080\"", "\"\u00F4\u0090\u0080\u0080\"", "\"\u0080\"", "\"\u00FF\u00FE\"", "\"\u00C3\"", "\"a\u0000b\"", "\"a\nb\"", "\"\\x41\"", "\"\\u12\"", "\"",
        "\"__proto__\"", "\"../../etc/passwd\"", "\"' OR 1=1 --\"", "\"<script>alert(1)</script>\"", "\"%00%s%n\"", "\"${jndi:ldap://127.0.0.1:9/}\"", "\"{{7*7}}\"", "\"=cmd|' /C calc'!A0\"", "\"*\"", "\"%\"", "\"_\"", "\"null\"", "\"true\"", "\"NaN\"",
        "\"http://127.0.0.1:9/\"", "\"http://[::1%25lo]:9/\"", "\"file:///etc/passwd\"", "\"http://user:pw@127.0.0.1:9\"", "\"http://127.0.0.1:99999/\"", "\"javascript:alert(1)\"", "\"//\"", "\"https://\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59-14:00\"", "\"2026-02-30T00:00:00Z\"", "\"2026-11-22T09:30:00+99:00\"", "\"-1\"", "\"99999999999999999999\"",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "-1", "1", "1.0", "1.5", "1e2", "1E+2", "1e400", "-1e400", "1e-400", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "18446744073709551616", "79228162514264337593543950336", "01", "+1", ".5", "1.", "0x10", "NaN", "Infinity", "1_000", "1,000", new string('9', 1_000), "0." + new string('0', 2_000) + "1", "1e9999999999",
    ];

    private static readonly string[] Shapes =
    [
        "null", "true", "false", "{}", "[]", "[[]]", "[null]", "[1,\"a\",{}]", "{\"\":\"\"}", "{\"a\":null}", "{\"a\":{\"b\":1}}", "{\"a\":1,\"a\":2}", "{\"$type\":\"System.Object\"}", "{\"__proto__\":{\"x\":1}}", "{\"\\u0000\":\"x\"}", "{\"\\ud800\":\"x\"}", "{\"a/b~c\":\"x\"}",
        "undefined", "", "/*c*/1", "//c\n1", "'x'", "[1,]", "{\"a\":1,}", "{a:1}", "[", "{", "]", "tru",
        new string('[', 20) + new string(']', 20), new string('[', 20_000), Nest(20), Nest(5_000),
        "[" + string.Join(',', Enumerable.Range(0, 2_000)) + "]", "[" + string.Join(',', Enumerable.Range(0, 200).Select(n => $"\"v{n}\"")) + "]",
        "{" + string.Join(',', Enumerable.Range(0, 60).Select(n => $"\"k{n}\":\"v\"")) + "}", "{" + string.Join(',', Enumerable.Range(0, 3_000).Select(n => $"\"k{n}\":\"v\"")) + "}", "{\"" + new string('k', 5_000) + "\":\"v\"}",
        "\"" + new string('x', 201) + "\"", "\"" + new string('x', 5_001) + "\"", "\"" + new string('x', 60_000) + "\"", "\"" + new string('x', 70_000) + "\"", Utf8("\"" + new string('\u0301', 8_000) + "\""), "\"" + string.Concat(Enumerable.Repeat("\\u0061", 9_000)) + "\"",
    ];

    /// <summary>An answer without what was only given back.</summary>
    public static string WithoutTimes(string text) => Times.Aggregate(text, (left, time) => left.Replace(time, "a time", StringComparison.Ordinal));

    /// <summary>In the place of a JSON value.</summary>
    public static string[] Values { get; } = [.. Texts, .. Numbers, .. Shapes];

    /// <summary>In the place of a member's name.</summary>
    public static string[] Names { get; } = [.. Texts, "\"surprise\"", "\"" + new string('n', 300) + "\"", "\"" + new string('n', 30_000) + "\"", "1", "", "null"];

    /// <summary>Whole bodies.</summary>
    public static string[] Bodies { get; } =
    [
        .. Shapes, .. Texts, "1", "1e400", " ", "\r\n\t", "\u0000", "\u00EF\u00BB\u00BF{}", "\u00FF\u00FE{\u0000}\u0000", "{}{}", "{} x", "<xml/>", "a=b&c=d", new string(' ', 65_536), new string(' ', 65_537), new string('x', 900_000), "{\"a\":\"" + new string('x', 900_000) + "\"}",
        string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), string.Concat(Enumerable.Repeat("[{\"a\":", 9_000)),
    ];

    /// <summary>One step of a path.</summary>
    public static string[] Steps { get; } =
    [
        "x", "0", "-1", "1", "999999999", "9999999999", "99999999999999999999", "1e3", "1.5", "%30", "null", "undefined", "..%2f..%2fetc%2fpasswd", "%2e%2e", "%2F", "%5C", "%00", "a%00b", "%0a", "%0d%0aX-Odd:%201", "%ff", "%c0%af", "%ed%a0%80", "%", "%zz", "%u0041",
        "%F0%9F%98%80", "%E2%80%AE", "e%CC%81", "'", "%22", "%3Cb%3E", ";a=b", "a;b", "a,b", "*", "%25", "%2525", "~", "$", "@", "!", "()", "|", "^", "[", "{id}", "%7Bid%7D", "prod_", "prod_%20", "PROD_1", "po_" + new string('0', 26), "key_" + new string('z', 26), "req_" + new string('z', 26),
        new string('x', 64), new string('x', 65), new string('x', 1_000), new string('x', 5_000), new string('x', 40_000), string.Concat(Enumerable.Repeat("%41", 500)), string.Concat(Enumerable.Repeat("a/", 500)), "evt_1", "att_1", "..", ".", "",
    ];

    /// <summary>The value of a query parameter.</summary>
    public static string[] QueryValues { get; } =
    [
        .. Steps.Where(step => step.Length < 10_000), "true", "30", "31", "100", "101", "2147483648", "9223372036854775808", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "2026-11-22", "2026-13-01", "00:00", "a&b=c", "a,b,c", ",", ",,", "product,product", "user.user.user", "product.provider.owner", "5xx", "99", "600", "a+b", "+", "%2B", "=", "'%20OR%201=1--", "%25%25", "__", string.Join(',', Enumerable.Repeat("a", 100)), string.Join(',', Enumerable.Range(0, 25).Select(n => $"t{n}")), Utf8("\u00E9"),
    ];

    /// <summary>Headers, each with a value that some server somewhere fell over.</summary>
    public static (string Name, string Value)[] Headers { get; } =
    [
        .. Of("If-Match", "\"1\"", "\"1\", \"2\"", "W/\"1\"", "*", "*, \"1\"", "\"", "\"\"", "1", "\"-1\"", "\"99999999999999999999\"", "\"1.2\"", "\"1.2.3\"", "\"a\"", "", " ", Utf8("\"\u00E9\""), "\"\u00FF\"", new string('"', 500), "\"" + new string('1', 5_000) + "\""),
        .. Of("If-None-Match", "\"1\"", "*", "\"", "W/", "W/\"x\", \"", string.Concat(Enumerable.Repeat("\"1\",", 1_000)), "\u00FF"),
        .. Of("Idempotency-Key", "a", "", " ", "\"a\"", "\"a", "\"a\\\"", "\"\\\\\"", "\"\"", "\"", new string('k', 255), new string('k', 256), new string('k', 9_000), Utf8("\u00E9"), "\u00FF", "a\tb", "same", "same"),
        .. Of("Api-Version", "0", "1", "2", "3", "-1", "1, 2", "1.0", "99999999999999999999", "latest", "", Utf8("\u0661"), new string('1', 500)),
        .. Of("Actors-Version", "2026-06-01", "2026-11-22", "2026-02-30", "1900-01-01", "9999-99-99", "", "latest", "2026-06-01, 2026-11-22", new string('2', 500), Utf8("\u00E9")),
        .. Of("Accept", "text/html", "application/json;q=0", "*/*;q=0", "*/*", "application/*", "application/json;q=x", "application/json; charset=utf-16", "/", "*", ";", ",", "a/b;c", "application/json;q=1;q=0", "", "\"", string.Join(',', Enumerable.Repeat("a/b", 2_000)), "application/problem+json", Utf8("\u00E9/\u00E9")),
        .. Of("Accept-Encoding", "gzip", "br", "identity;q=0", "*;q=0", "gzip;q=x", "gzip, br, deflate, zstd", "", ",", "*"),
        .. Of("Content-Type", "text/plain", "application/json; charset=utf-16", "application/json; charset=\"", "application/json;", "APPLICATION/JSON", "application/jsonx", "application/problem+json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application", "/", "", "application/json, text/plain", "application/json; charset=none", Utf8("application/json; x=\u00E9")),
        .. Of("Content-Encoding", "gzip", "identity", "br", "none", "", "gzip, gzip"),
        .. Of("Authorization", "Bearer", "Bearer ", "bearer x", "Basic eDp5", "Bearer sk_test_", "Bearer sk_live_" + new string('0', 26) + "_" + new string('0', 32), "Bearer sk_test_" + new string('z', 26) + "_" + new string('z', 32), "Bearer sk_test_" + new string('_', 59), "Bearer " + new string('x', 9_000), Utf8("Bearer sk_test_\u00E9"), "\u00FF", "Negotiate", "Digest username=\"a\"", "Bearer a, Bearer b"),
        .. Of("Host", "", "other.example", "a b", "[::1", "a:99999", "\u00FF", "localhost:0", "http://a"),
        .. Of("Expect", "100-continue", "nothing"), .. Of("Connection", "close", "upgrade", "keep-alive, close", "x"), .. Of("Upgrade", "websocket", "h2c"),
        .. Of("traceparent", "00-0-0-0", "00-" + new string('a', 32) + "-" + new string('b', 16) + "-01", "ff", ""), .. Of("tracestate", "=", new string('a', 2_000)), .. Of("baggage", "a=b;c", "=", new string('b', 2_000)),
        .. Of("X-Forwarded-For", "127.0.0.1", "x", "::1%0"), .. Of("X-HTTP-Method-Override", "DELETE"), .. Of("X-Original-URL", "/keys"), .. Of("Range", "bytes=0-1"), .. Of("Origin", "null"), .. Of("Cookie", "a", "a=\"", ";;"), .. Of("Forwarded", "for=\""), .. Of("Request-Id", "mine"),
        .. Of("X-Long", new string('x', 15_000), new string('x', 17_000), new string('x', 70_000)), .. Of("X-Odd", "a\u0000b", "a\rb", "\u0001", "\u0080", "\u007F"),
        .. Of("Content-Length", "-1", "abc", "0", "99999999999999999999", "1, 1"), .. Of("Transfer-Encoding", "chunked", "gzip", "chunked, chunked", "identity"),
    ];

    public static string[] Methods { get; } = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "get", "PROPFIND", "G\u00C9T", "CONNECT", new('M', 300)];

    /// <summary>Paths beside the described ones.</summary>
    public static string[] Elsewhere { get; } =
    [
        "/", "*", "//", "/.", "/..", "/../openapi.json", "/%2e%2e/keys", "/openapi.json/x", "/docs/api", "/docs/errors", "/docs/x", "/health/ready", "/health/live", "/health/x", "/favicon.ico", "/o/", "/o/x", "/o/po_1.x", "/o/po_" + new string('0', 26) + "." + new string('0', 43), "/o/%00", "/o/%ff/status", "/o/x/events", "/o/x/info", "/products//", "/PRODUCTS", "/products/", "/orders/x/y/z", "/?", "/?a", "/products?", "/products?&&&", "/products?=", "/products?limit", "/products?limit=1&limit=2", "/products#a", "http://other.example/products", "products", "/products?" + string.Join('&', Enumerable.Range(0, 60).Select(n => $"p{n}=1")), "/products?" + string.Join('&', Enumerable.Range(0, 2_000).Select(n => $"p{n}=1")),
    ];

    private static string Utf8(string text) => RawRequest.Bytes(text);

    private static string Nest(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private static IEnumerable<(string Name, string Value)> Of(string name, params string[] values) => values.Select(value => (name, value));

    /// <summary>Whether a server may refuse it before the API hears of it: what is no HTTP has no problem to read.</summary>
    public static bool BreaksHttp(RawRequest request) =>
        request.Method.Any(letter => letter > '~') || request.Method.Length > 100 || request.Method == "CONNECT"
        || !request.Target.StartsWith('/') || request.Target.Length > 32_000 || request.Target.Any(letter => letter is > '~' or '\0') || request.Target.Contains("%00", StringComparison.Ordinal)
        || request.Headers.Any(header => header.Name is "Host" or "Content-Length" or "Transfer-Encoding" or "Upgrade" or "Expect" or "Connection" || header.Value.Length > 60_000 || header.Value.Any(letter => letter is (< ' ' and not '\t') or '\u007F') || !IsUtf8(header.Value));

    private static bool IsUtf8(string bytes) => System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(bytes));
}
