namespace Actors.Tests.Webhooks;

public sealed class WebhookSecrecyTests
{
    [Theory]
    [InlineData(200, 1)]
    [InlineData(500, 1)]
    [InlineData(500, 11)]
    [InlineData(410, 1)]
    public async Task Neither_secrets_nor_tokens_in_the_url_reach_logs_or_attempts(int status, int attempt)
    {
        await using var receiver = await Receiver.Answering(status);
        await using var rig = new Rig().With(receiver.Url + "?token=t0ken", secrets: [(Rig.Secret(2), null), (Rig.Secret(1), Rig.Created.AddDays(1))]);

        var detail = (await rig.Dispatch(Rig.Message(attempt))).Detail;

        var told = string.Join('\n', rig.Log.Lines) + detail;
        rig.Log.Lines.ShouldNotBeEmpty();
        told.ShouldContain("evt_1_1");
        told.ShouldNotContain("t0ken");
        told.ShouldNotContain("whsec_");
        told.ShouldNotContain(Rig.Secret(1)["whsec_".Length..]);
        told.ShouldNotContain(Rig.Secret(2)["whsec_".Length..]);
    }

    [Fact]
    public async Task Why_a_connection_failed_is_not_told_in_our_networks_words()
    {
        await using var rig = new Rig(Rig.To("10.1.2.3"), ("AllowInsecureEndpoints", "false")).With("https://partner.example/");

        var detail = (await rig.Dispatch()).Detail;

        (detail.ToString() + string.Join('\n', rig.Log.Lines)).ShouldNotContain("10.1.2.3");
    }
}
