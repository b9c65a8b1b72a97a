using Npgsql;

namespace Actors.Tests.Http;

/// <summary>
/// One Idempotency-Key at two silos on one PostgreSQL, while the first request is under way: each silo tells its own repeat to
/// come back, the second silo waits for the first one's answer, and all of it is done once.
/// </summary>
[Requirement("G4")]
public sealed class TwoSilosTests : IAsyncLifetime
{
    private readonly string _postgres = PostgresServer.Shared.CreateDatabase();
    private readonly Application _one;
    private readonly Application _two;

    public TwoSilosTests() => (_one, _two) = (new Application(_postgres), new Application(_postgres));

    public async ValueTask InitializeAsync()
    {
        await _one.InitializeAsync();
        await _two.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task A_repeat_at_another_silo_gets_the_first_ones_answer_and_it_is_done_once()
    {
        var trade = await Trade.Begin(_one);
        Task<Answer> Send(ActorsApplication silo) => (trade.Marketplace with { Http = silo.Http }).Post("/orders", trade.Body(), ("Idempotency-Key", "both"));

        Task<Answer> atOne, atTwo;
        await using (await Hold(_postgres))
        {
            (atOne, atTwo) = (await UnderWay(() => Send(_one)), await UnderWay(() => Send(_two)));
        }

        Answer[] answers = [await Settled(atOne, () => Send(_one)), await Settled(atTwo, () => Send(_two))];
        answers.Select(answer => answer.Id).Distinct().Count().ShouldBe(1);
        answers.Select(answer => answer["created"]).Distinct().Count().ShouldBe(1);
        answers.Count(answer => !answer.Replayed).ShouldBeLessThanOrEqualTo(1);
        foreach (var silo in (ActorsApplication[])[_one, _two])
        {
            var again = (await Send(silo)).ShouldBe(201);
            (again.Id, again.Replayed).ShouldBe((answers[0].Id, true));
            (await (trade.Provider with { Http = silo.Http }).Get("/orders")).Ids.ShouldBe([answers[0].Id]);
        }

        var events = await trade.Provider.Get("/events?after=0&wait=30");
        events.Ids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Repeats_that_race_at_both_silos_are_done_once()
    {
        var trade = await Trade.Begin(_one);
        for (var round = 0; round < 5; round++)
        {
            var key = Trade.NewKey();
            Task<Answer> Send(ActorsApplication silo) => (trade.Marketplace with { Http = silo.Http }).Post("/orders", trade.Body(), ("Idempotency-Key", key));

            var answers = await Task.WhenAll(Send(_one), Send(_two), Send(_one), Send(_two));

            var kept = await Settled(Send(_one), () => Send(_one));
            answers.ShouldAllBe(answer => answer.Status == 201 || answer.Status == 503 || answer["code"] == "idempotency_key_in_progress");
            answers.Where(answer => answer.Status == 201).ShouldAllBe(answer => answer.Id == kept.Id);
            answers.Count(answer => answer.Status == 201 && !answer.Replayed).ShouldBeLessThanOrEqualTo(1);
            (await trade.Marketplace.Get("/orders?limit=100")).Data.Count.ShouldBe(round + 1);
        }
    }

    /// <summary>One that is being carried out: its silo tells the other one to come back.</summary>
    private static async Task<Task<Answer>> UnderWay(Func<Task<Answer>> send)
    {
        Task<Answer>[] both = [send(), send()];
        var early = await Task.WhenAny(both);
        (await early).ShouldRefuse(409, "idempotency_key_in_progress");
        return both.Single(one => one != early);
    }

    /// <summary>A slow machine may hold the store for so long that the answer is unknown; then the same request gets it.</summary>
    private static async Task<Answer> Settled(Task<Answer> first, Func<Task<Answer>> again)
    {
        var answer = await first;
        for (var tries = 0; answer.Status == 503 && tries < 100; tries++)
        {
            answer = await again();
        }

        return answer.ShouldBe(201);
    }

    /// <summary>Whoever wants to commit waits until this is disposed; everything can be read.</summary>
    private static async Task<NpgsqlConnection> Hold(string postgres)
    {
        var connection = new NpgsqlConnection(postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN; LOCK TABLE request IN EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private sealed class Application(string postgres) : ActorsApplication
    {
        protected override IEnumerable<string> Settings => ["--Actors:Postgres", postgres];
    }
}
