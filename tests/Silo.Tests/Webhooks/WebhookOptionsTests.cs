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
    [InlineData("Webhooks:MaxConcurrencyPerEndpoint", "0")]
    [InlineData("Webhooks:MaxWait", "01:00:00")]
    [InlineData("Webhooks:AllowedNetworks:0", "10.20.0.0/33")]
    [InlineData("Webhooks:AllowedNetworks:0", "partner.example")]
    public void A_wrong_value_stops_the_start_and_names_its_key(string key, string value) =>
        Should.Throw<OptionsValidationException>(() => Options((key, value)))
            .Message.ShouldContain(string.Join(':', key.Split(':').Take(2)));

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
