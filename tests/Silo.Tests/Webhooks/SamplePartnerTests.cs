using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Actors.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Actors.Tests.Webhooks;

/// <summary>The sample partners as a newcomer starts them: as programs, with nothing but a key.</summary>
public sealed class SamplePartnerTests
{
    private const string Node = "samples/partner-node/partner.mjs";

    public static TheoryData<string> Samples => ["dotnet", "node"];

    [Theory]
    [MemberData(nameof(Samples))]
    [Requirement("MM-30")]
    [Requirement("MM-42")]
    public async Task Registers_verifies_answers_once_and_refuses_what_is_forged(string sample)
    {
        Assert.SkipWhen(sample == "node" && !OnPath("node"), "There is no Node.js on this machine.");
        await using var actors = await Api(known: false, Rig.Secret(1));
        await using var partner = Partner.Start(sample, actors);
        var url = await partner.Registered();
        await partner.Listening;
        await using var rig = new Rig(TimeProvider.System).With(url);

        var challenged = await rig.With(url, status: EndpointStatus.Unverified).Of("webhook-challenge").Dispatch(
            Rig.Message(body: """{"type":"endpoint.verification","challenge":"ch_1"}""") with { MessageId = "evt_ch_1" }, CancellationToken.None);
        rig.With(url);
        var first = await rig.Dispatch(Push("evt_1_1"));
        var again = await rig.Dispatch(Push("evt_1_1"));
        var other = await rig.Dispatch(Push("evt_1_2") with { Body = """{"type":"order.failed","data":{"id":"po_1"}}""" });
        rig.With(url, secrets: (Rig.Secret(9), null));
        var forged = await rig.Dispatch(Push("evt_1_3"));

        challenged.ShouldBeOfType<DispatchResult.Delivered>();
        first.ShouldBeOfType<DispatchResult.Delivered>();
        again.ShouldBeOfType<DispatchResult.Delivered>();
        other.ShouldBeOfType<DispatchResult.Delivered>();
        forged.Detail.Outcome.ShouldBe("http_401");
        var answer = await actors.Next();
        answer.Path.ShouldBe("/orders/po_1");
        answer.Headers["Idempotency-Key"].ToString().ShouldBe("evt_1_1");
        answer.Headers.Authorization.ToString().ShouldBe("Bearer sk_test_1");
        JsonDocument.Parse(answer.Body).RootElement.GetProperty("status").GetString().ShouldBe("Succesful");
        actors.Waiting.ShouldBe(0);     // one answer for all of that
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_restarted_partner_takes_a_new_secret(string sample)
    {
        Assert.SkipWhen(sample == "node" && !OnPath("node"), "There is no Node.js on this machine.");
        await using var actors = await Api(known: true, Rig.Secret(2));
        await using var partner = Partner.Start(sample, actors);

        await partner.Listening;
        (await actors.Next()).Path.ShouldBe("/webhook-endpoints");
        var moved = await actors.Next();
        var rotate = await actors.Next();

        (moved.Method, moved.Path).ShouldBe(("PATCH", "/webhook-endpoints/we_1"));
        (rotate.Method, rotate.Path).ShouldBe(("POST", "/webhook-endpoints/we_1/rotate"));
        JsonDocument.Parse(rotate.Body).RootElement.GetProperty("overlap_seconds").GetInt32().ShouldBe(0);
    }

    private static Task<Receiver> Api(bool known, string secret) => Receiver.Start(context =>
        context.Response.WriteAsync((context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/webhook-endpoints") => known ? """{"data":[{"id":"we_1","url":"http://old.example/","description":"Sample partner"}]}""" : """{"data":[]}""",
            ("POST", "/webhook-endpoints") or ("POST", "/webhook-endpoints/we_1/rotate") => $$"""{"id":"we_1","secret":"{{secret}}"}""",
            _ => "{}",
        }));

    private static OutboxMessage Push(string id) =>
        Rig.Message(body: """{"type":"order.created","data":{"id":"po_1"}}""") with { MessageId = id };

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>A running sample. Ends with the test.</summary>
    private sealed class Partner(Process process, Receiver actors) : IAsyncDisposable
    {
        private readonly StringBuilder _output = new();
        private readonly TaskCompletionSource _listening = new();

        /// <summary>Completes when it says that it listens: then it has its secret.</summary>
        public Task Listening => OrEnded(_listening.Task);

        public static Partner Start(string sample, Receiver actors)
        {
            string[] program = sample == "node"
                ? ["node", Path.Combine(Root(), Node)]
                : ["dotnet", Path.Combine(AppContext.BaseDirectory, "Actors.partner.dll")];
            var process = new Process
            {
                StartInfo = new ProcessStartInfo(
                    program[0], [program[1], "--key", "sk_test_1", "--actors", new Uri(actors.Url).GetLeftPart(UriPartial.Authority), "--port", "0"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                },
            };
            var partner = new Partner(process, actors);
            process.OutputDataReceived += (_, line) => partner.Note(line.Data);
            process.ErrorDataReceived += (_, line) => partner.Note(line.Data);
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return partner;
        }

        /// <summary>Waits until it has told the API where it wants its pushes.</summary>
        public async Task<string> Registered()
        {
            var list = actors.Next();
            await OrEnded(list);
            ((await list).Method, (await list).Path).ShouldBe(("GET", "/webhook-endpoints"));
            var call = actors.Next();
            await OrEnded(call);
            var set = await call;
            (set.Method, set.Path, set.Headers.Authorization.ToString()).ShouldBe(("POST", "/webhook-endpoints", "Bearer sk_test_1"));
            return JsonDocument.Parse(set.Body).RootElement.GetProperty("url").GetString()!;
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        private async Task OrEnded(Task expected)
        {
            var ended = process.WaitForExitAsync();
            if (await Task.WhenAny(expected, ended).WaitAsync(TimeSpan.FromSeconds(60)) == ended)
            {
                throw new InvalidOperationException($"The partner ended:\n{_output}");
            }

            await expected;
        }

        private void Note(string? line)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }

            if (line?.StartsWith("Listening on", StringComparison.Ordinal) == true)
            {
                _listening.TrySetResult();
            }
        }

        private static string Root()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("Actors.sln is nowhere above the tests.");
            }

            return folder.FullName;
        }
    }
}
