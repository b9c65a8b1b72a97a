using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Tests;

namespace Actors.Runtime.Tests.Storage;

/// <summary>A silo brings the schema up to date once, and keeps off one that it does not know.</summary>
public abstract class SchemaContract
{
    protected abstract TestStore NewStore();

    [Fact, Requirement("G3")]
    public async Task A_second_start_changes_no_schema_and_goes_on_where_the_first_stopped()
    {
        using var store = NewStore();
        await using (var first = await TestSilo.StartAsync(store))
        {
            await first.Do("c", new CounterCommand.Add(7), "k");
            await new Migrator(first.Runtime.Store.Database, TimeProvider.System).MigrateAsync(CancellationToken.None);
        }

        await using var second = await TestSilo.StartAsync(store);

        (await second.Total("c")).ShouldBe(7);
        (await second.Do("c", new CounterCommand.Add(7), "k")).Replayed.ShouldBeTrue();
        (await second.Do("c", new CounterCommand.Add(1))).Snapshot.Version.ShouldBe(2);
        (await second.Count("schema_version")).ShouldBe(await second.Query("SELECT max(version) FROM schema_version", reader => reader.GetInt64(0)) is [var newest] ? newest : -1);
    }

    [Fact]
    public async Task A_newer_schema_stops_the_start_and_says_why()
    {
        using var store = NewStore();
        await using (var first = await TestSilo.StartAsync(store, due: false))
        {
            await first.Tamper("INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");
        }

        var error = await Should.ThrowAsync<Exception>(TestSilo.StartAsync(store, due: false));

        error.Message.ShouldContain("9999");
        error.Message.ShouldContain("newer");
    }

    [Fact, Requirement("G2")]
    public async Task Data_that_the_store_refuses_fails_alone()
    {
        using var store = NewStore();
        await using var silo = await TestSilo.StartAsync(store, due: false);
        var gate = Gate.Before(silo.Store);
        var first = Enumerable.Range(0, 2).Select(i => silo.Do("first" + i, new CounterCommand.Add(1))).ToList();
        await gate.Arrived("the first turn");
        var good = Enumerable.Range(0, 20).Select(i => silo.Do("good" + i, new CounterCommand.Add(1))).ToList();
        var bad = silo.Begin("bad", new CounterCommand.Open("null \0 character", DataEnvironment.Production, "Open"));
        good.AddRange(Enumerable.Range(20, 20).Select(i => silo.Do("good" + i, new CounterCommand.Add(1))));
        gate.Open();

        (await Task.WhenAll([.. first, .. good])).ShouldAllBe(reply => reply.Snapshot.Version == 1);

        // PostgreSQL takes no null character in text; SQLite does.
        if (silo.Runtime.IsShared)
        {
            await Should.ThrowAsync<InvalidOperationException>(bad);
            (await silo.Counter("bad").Read()).ShouldBeNull();
        }
        else
        {
            (await bad).ShouldBeOfType<Reply<CounterView>.Done>();
        }
    }
}

public sealed class SqliteSchema : SchemaContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresSchema : SchemaContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();

    [Fact]
    public async Task Silos_that_start_together_on_an_empty_database_bring_it_up_once()
    {
        using var store = NewStore();

        var silos = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TestSilo.StartAsync(store, due: false))));

        await Task.WhenAll(silos.Select(silo => silo.Do("c", new CounterCommand.Add(1))));
        (await silos[0].Total("c")).ShouldBe(4);
        var sealedByOne = silos[0].Runtime.Vault.Seal("test", "secret");
        silos[3].Runtime.Vault.Open("test", sealedByOne).ShouldBe("secret", "they agreed on one key");
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }
}
