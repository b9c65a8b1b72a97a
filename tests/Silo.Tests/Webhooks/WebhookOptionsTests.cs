using Actors.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Webhooks;

public sealed class WebhookOptionsTests
{
    [Fact]
    public void Without_configuration_only_public_https_endpoints_are_sent_to()
    {
        var options = Options();

        options.AllowInsecureEndpoints.ShouldBeFalse();
        options.AllowedNetworks.ShouldBeEmpty();
        options.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(5));
        options.Timeout.ShouldBe(TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("Webhooks:Timeout", "00:05:00")]
    [InlineData("Webhooks:ConnectTimeout", "00:00:00")]
    [InlineData("Webhooks:AllowedNetworks:0", "10.20.0.0/33")]
    [InlineData("Webhooks:AllowedNetworks:0", "partner.example")]
    public void A_wrong_value_stops_the_start_and_names_its_key(string key, string value) =>
        Should.Throw<OptionsValidationException>(() => Options((key, value)))
            .Message.ShouldContain(string.Join(':', key.Split(':').Take(2)));

    [Theory]
    [InlineData("00:00:26", "00:00:30", false)]
    [InlineData("00:00:25", "00:00:30", true)]
    [InlineData("00:00:15", "00:00:19", false)]
    public async Task An_attempt_that_may_outlast_its_claim_stops_the_start(string timeout, string lease, bool starts)
    {
        var start = LiveSilo.Start("--Webhooks:Timeout", timeout, "--Actors:Runtime:Lease", lease);
        if (starts)
        {
            await (await start).DisposeAsync();
            return;
        }

        (await Should.ThrowAsync<OptionsValidationException>(start)).Message.ShouldContain("Actors:Runtime:Lease");
    }

    private static WebhookOptions Options(params (string Key, string? Value)[] values)
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddWebhooks(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(one => one.Key, one => one.Value)).Build())
            .BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<WebhookOptions>>().Value;
    }
}
