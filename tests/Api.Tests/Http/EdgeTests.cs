using Actors.Api.Http;
using Actors.Api.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Http;

/// <summary>What leaves when something throws inside.</summary>
public sealed class EdgeTests(ActorsApplication application)
{
    private const string Secret = "the text of the exception";

    [Fact]
    public async Task Too_much_to_do_says_when_to_come_back()
    {
        var answer = (await Throwing(new OverloadedException(Secret, TimeSpan.FromMilliseconds(1500)))).ShouldRefuse(503, "overloaded");
        answer.Headers["Retry-After"].ShouldBe("2");
    }

    [Fact]
    public async Task An_unknown_outcome_says_to_repeat_with_the_same_key() =>
        (await Throwing(new OutcomeUnknownException(Secret))).ShouldRefuse(503, "outcome_unknown")["detail"].ShouldContain("same Idempotency-Key");

    [Fact]
    public async Task A_store_that_cannot_be_reached_says_that_nothing_was_done() =>
        (await Throwing(new StoreUnavailableException(Secret))).ShouldRefuse(503, "store_unavailable")["detail"].ShouldContain("Nothing was done");

    [Fact]
    public async Task A_bug_tells_nothing_of_itself() =>
        (await Throwing(new InvalidOperationException(Secret))).ShouldRefuse(500, "internal_error").Text.ShouldNotContain(Secret);

    [Fact]
    public async Task What_the_server_refused_itself_keeps_its_status() =>
        (await Throwing(new BadHttpRequestException(Secret, 413))).ShouldRefuse(413, "body_too_large").Text.ShouldNotContain(Secret);

    private async Task<Answer> Throwing(Exception exception)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore().AddLogging().AddSingleton(application.Services.GetRequiredService<IIds>())
            .AddSingleton(new ApiVersions([]));
        await using var host = builder.Build();
        host.UseMiddleware<Edge>();
        host.Run(_ => throw exception);
        await host.StartAsync();
        using var client = host.GetTestClient();
        using var response = await client.GetAsync(new Uri("/", UriKind.Relative));
        return await Answer.Of(response);
    }
}
