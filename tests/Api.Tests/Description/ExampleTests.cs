
namespace Actors.Tests.Description;

/// <summary>The description tells the truth: its examples happened, its refusals happen, its limits hold.</summary>
public sealed class ExampleTests(TouredApplication application) : IClassFixture<TouredApplication>
{
    // What was decided there cannot be decided again; that these limits hold is shown where the grains are tested.
    private static readonly string[] Final = ["resendParkedMessage", "discardParkedMessage", "supplyOrderInfo", "supplyTestOrderInfo", "revokeKey"];

    [Fact]
    public async Task The_examples_are_what_the_host_answers()
    {
        var received = application.Recording.Text();
        var recorded = Repository.Path("Api/Description/examples.json");
        if (await File.ReadAllTextAsync(recorded) != received)
        {
            var beside = Repository.Path("tests/Api.Tests/Description/examples.received.json");
            await File.WriteAllTextAsync(beside, received);
            Assert.Fail($"The host answers otherwise than the examples of the description. Compare {beside} with {recorded}; to accept the "
                + "change, move the received file over the recorded one, build, and approve openapi.received.json as well.");
        }
    }

    [Fact]
    public void Every_operation_was_called_for_its_example() =>
        application.Contract.Operations.Select(operation => operation.Id).Where(id => !application.Recording.Has(id))
            .ShouldBeEmpty("add a call to tests/Api.Tests/Description/Tour.cs");

    [Fact]
    public void Every_push_has_an_example_that_was_received() =>
        application.Contract.Document.GetProperty("webhooks").EnumerateObject().Select(push => push.Name).Where(name => !application.Recording.Has(name))
            .ShouldBeEmpty("let tests/Api.Tests/Description/Tour.cs receive one");

    [Fact]
    public void Every_operation_refuses_as_described_what_is_wrong_in_the_same_way_everywhere() => application.Wrong.ShouldBeEmpty();

    [Fact]
    public async Task Every_limit_of_a_body_is_one_of_the_host()
    {
        var wrong = new List<string>();
        foreach (var (id, call) in application.Recording.Calls.Where(call => call.Value.Body is not null && !Final.Contains(call.Key)))
        {
            var schema = application.Contract.Operations.Single(operation => operation.Id == id).Body!.Value;
            foreach (var (pointer, body) in Excess.Of(application.Contract.Resolve, schema, call.Body!))
            {
                var answer = await call.Client.Send(call.Method, call.Path, body.ToJsonString(), Fresh(call.Headers));
                if (answer.Status != 422 || !answer.Pointers.Any(found => found.StartsWith(pointer, StringComparison.Ordinal)))
                {
                    wrong.Add($"{id} {pointer}: {answer.Status} {answer.Text[..Math.Min(answer.Text.Length, 300)]}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static (string Name, string Value)[] Fresh((string Name, string Value)[] headers) =>
        [.. headers.Select(header => header.Name == "Idempotency-Key" ? (header.Name, Trade.NewKey()) : header)];
}
