using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Tests.Hosting;

/// <summary>One silo of many is stopped, and its callers are to find the others without an error.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_silo_that_was_told_to_stop_is_not_ready_and_answers_until_it_was_seen_and_keeps_no_connection()
    {
        await using var application = new BalancedApplication();
        await application.InitializeAsync();
        var provider = await application.Provider();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = application.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(told.SetResult);
        (await provider.Get("/products")).ShouldBe(200).Headers.Keys.ShouldNotContain("Connection");

        using var seen = new CancellationTokenSource();
        var stop = application.Services.GetRequiredService<IHost>().StopAsync(seen.Token);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(60));

        (await application.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await provider.Get("/products")).ShouldBe(200).Headers["Connection"].ShouldBe("close");
        await seen.CancelAsync();
        await stop;
    }

    private sealed class BalancedApplication : ActorsApplication
    {
        private readonly string _postgres = PostgresServer.Shared.CreateDatabase();

        protected override IEnumerable<string> Settings => ["--Actors:Postgres", _postgres, "--Actors:Runtime:Drain", "00:00:20"];

        protected override bool IsDescribed => false;
    }
}
