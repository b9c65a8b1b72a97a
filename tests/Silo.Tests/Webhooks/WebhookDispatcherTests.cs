using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Actors.Orders;
using Actors.Webhooks;
using Partner;

namespace Actors.Tests.Webhooks;

public sealed class WebhookDispatcherTests
{
    [Theory]
    [Requirement("MM-31")]
    [InlineData("2026-06-01", "Succesful")]
    [InlineData("2026-11-22", "Successful")]
    public async Task A_push_is_written_in_the_version_of_its_event_and_differs_in_nothing_else(string version, string status)
    {
        await using var receiver = await Receiver.Answering(200, "thanks");
        await using var rig = new Rig().With(receiver.Url);
        const string Body = """{"id":"evt_1","type":"order.succeeded","data":{"object":"order","status":"Successful","n":1.50,"at":"2026-11-22T07:21:02.74+00:00","none":null,"list":[1,true],"note":"\u003Cb\u003EGrüße \u0026 \uD83C\uDF89"}}""";
        var context = JsonSerializer.Serialize(new PushContext(7, version), PushContextJson.Default.PushContext);

        await rig.Dispatch(Rig.Message(body: Body) with { Context = context });

        var push = await receiver.Next();
        Encoding.UTF8.GetString(push.Body).ShouldBe(Body.Replace("Successful", status, StringComparison.Ordinal));
        Webhook.Verify(Rig.Secret(1), push.Headers, push.Body, Rig.Real).ShouldBeTrue();
    }

    [Fact]
    [Requirement("MM-28")]
    [Requirement("MM-42")]
    public async Task A_push_is_the_committed_body_signed_with_its_id_time_and_attempt()
    {
        await using var receiver = await Receiver.Answering(200, "thanks");
        await using var rig = new Rig().With(receiver.Url);
        var body = JsonSerializer.Serialize(OrderCreated(), OrderJsonContext.Default.OrderEventJson);
        using var ours = new Activity("ours").Start();

        var result = await rig.Dispatch(Rig.Message(attempt: 3, body));

        var detail = result.ShouldBeOfType<DispatchResult.Delivered>().Detail;
        (detail.Outcome, detail.StatusCode, detail.Url, detail.Response).ShouldBe(("delivered", 200, receiver.Url, "thanks"));
        detail.Duration.ShouldBeGreaterThan(TimeSpan.Zero);

        var push = await receiver.Next();
        (push.Method, push.Path).ShouldBe(("POST", "/hook"));
        push.Body.ShouldBe(Encoding.UTF8.GetBytes(body));
        push.Headers["Content-Type"].ToString().ShouldBe("application/json");
        push.Headers["User-Agent"].ToString().ShouldBe("Actors-Webhooks/1");
        push.Headers["webhook-id"].ToString().ShouldBe("evt_1_1");
        push.Headers["webhook-timestamp"].ToString().ShouldBe(Rig.Real.ToUnixTimeSeconds().ToString());
        push.Headers["webhook-attempt"].ToString().ShouldBe("3");
        push.Headers["webhook-topic"].ToString().ShouldBe("order.created");
        push.Headers["webhook-deadline"].ToString().ShouldBe("2031-01-01T00:01:00.000Z");
        push.Headers.ShouldNotContainKey("traceparent");     // ours
        Webhook.Verify(Rig.Secret(1), push.Headers, push.Body, Rig.Real).ShouldBeTrue();

        var order = JsonSerializer.Deserialize(push.Body, OrderJsonContext.Default.OrderEventJson)!.Data;
        (order.Id, order.Status, order.ProdId, order.PricingId, order.TppUserId, order.Input["date"])
            .ShouldBe(("po_1", "Pending", "prod_1", "price_1", "tus_1", "café 🙂"));
    }

    [Fact]
    [Requirement("MM-42")]
    public async Task A_second_attempt_has_the_same_id_and_body_and_a_signature_of_its_own_time()
    {
        await using var receiver = await Receiver.Answering(500);
        await using var rig = new Rig().With(receiver.Url);

        await rig.Dispatch(Rig.Message(attempt: 1));
        await rig.Dispatch(Rig.Message(attempt: 2));

        var (first, second) = (await receiver.Next(), await receiver.Next());
        second.Headers["webhook-id"].ShouldBe(first.Headers["webhook-id"]);
        second.Body.ShouldBe(first.Body);
        (first.Headers["webhook-attempt"].ToString(), second.Headers["webhook-attempt"].ToString()).ShouldBe(("1", "2"));
    }

    [Fact]
    [Requirement("MM-27")]
    public async Task Only_the_endpoint_of_the_destination_gets_it()
    {
        await using var provider = await Receiver.Answering(204);
        await using var other = await Receiver.Answering(204);
        await using var rig = new Rig()
            .With(provider.Url, "acc_1.sandbox")
            .With(other.Url, "acc_2.sandbox")
            .With(other.Url, "acc_1.production");

        await rig.Dispatch(Rig.Message(destination: "acc_1.sandbox"));

        (provider.Waiting, other.Waiting).ShouldBe((1, 0));
    }

    [Fact]
    [Requirement("MM-42")]
    public async Task During_a_rotation_both_secrets_sign_until_the_overlap_ends_by_the_messages_clock()
    {
        await using var receiver = await Receiver.Answering(200);
        var until = Rig.Created.AddHours(1);
        await using var rig = new Rig().With(receiver.Url, secrets: [(Rig.Secret(2), null), (Rig.Secret(1), until)]);

        await rig.Dispatch(Rig.Message() with { Now = until.AddTicks(-1) });
        await rig.Dispatch(Rig.Message() with { Now = until });

        var (during, after) = (await receiver.Next(), await receiver.Next());
        during.Headers["webhook-signature"].ToString().Split(' ').Length.ShouldBe(2);
        Webhook.Verify(Rig.Secret(2), during.Headers, during.Body, Rig.Real).ShouldBeTrue();
        Webhook.Verify(Rig.Secret(1), during.Headers, during.Body, Rig.Real).ShouldBeTrue();
        Webhook.Verify(Rig.Secret(2), after.Headers, after.Body, Rig.Real).ShouldBeTrue();
        Webhook.Verify(Rig.Secret(1), after.Headers, after.Body, Rig.Real).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_address_counts_from_the_next_attempt_on()
    {
        await using var before = await Receiver.Answering(500);
        await using var after = await Receiver.Answering(200);
        await using var rig = new Rig().With(before.Url);

        await rig.Dispatch(Rig.Message(attempt: 1));
        rig.With(after.Url);
        var result = await rig.Dispatch(Rig.Message(attempt: 2));

        result.ShouldBeOfType<DispatchResult.Delivered>();
        (before.Waiting, after.Waiting).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Attempts_are_counted_timed_and_traced_by_outcome()
    {
        List<string> counted = [], timed = [], traced = [];
        using var meter = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        meter.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(counted, instrument, tags));
        meter.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(timed, instrument, tags));
        meter.Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WebhookTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Add(traced, $"{activity.OperationName} {activity.GetTagItem("webhook.id")} {activity.GetTagItem("webhook.outcome")}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = await Receiver.Answering(418);
        await using var rig = new Rig().With(receiver.Url);

        await rig.Dispatch(Rig.Message() with { MessageId = "evt_traced" });

        counted.ShouldContain("actors.webhooks.attempts http_418");
        timed.ShouldContain("actors.webhooks.duration http_418");
        traced.ShouldContain("webhook deliver evt_traced http_418");

        static void Note(List<string> notes, Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (instrument.Meter.Name == WebhookTelemetry.Name)
            {
                Add(notes, $"{instrument.Name} {(tags.Length > 0 ? tags[0].Value : "")}");
            }
        }

        // Other tests run beside this one and are heard as well.
        static void Add(List<string> notes, string note)
        {
            lock (notes)
            {
                notes.Add(note);
            }
        }
    }

    private static OrderEventJson OrderCreated() => new("evt_1_1", OrderEventJson.Created, Rig.Created, 1, new OrderJson
    {
        Id = "po_1",
        Environment = DataEnvironment.Sandbox,
        Status = "Pending",
        DisplayStatus = "processing…",
        Input = new Dictionary<string, string> { ["date"] = "café 🙂" },
        Output = new Dictionary<string, string>(),
        ProdId = "prod_1",
        PricingId = "price_1",
        TppUserId = "tus_1",
        Quantity = 1,
        Amount = 3999,
        Currency = "GBP",
        Attempt = 1,
        ExpiresAt = Rig.Created.AddSeconds(60),
        Created = Rig.Created,
    });
}
