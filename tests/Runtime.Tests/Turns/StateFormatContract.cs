using System.Text.Json.Nodes;
using Actors.Runtime.Storage;
using Actors.Runtime.Tests.Counters;
using Actors.Runtime.Tests.Hosting;
using Actors.Runtime.Tests.Shelves;
using Actors.Runtime.Turns;

namespace Actors.Runtime.Tests.Turns;

/// <summary>States written by older and newer code can live with this one.</summary>
public abstract class StateFormatContract
{
    protected abstract TestStore NewStore();

    [Fact]
    public async Task What_newer_code_wrote_survives_the_writes_of_this_one()
    {
        using var store = NewStore();
        await using var silo = await StartAsync(store);
        await Write(silo, """{"kind":"stocked","items":{"a":{"label":"1","colour":"red"},"b":{"label":"2"}},"owner":{"name":"x"},"flags":[1,2]}""", 4);

        await Do(silo, new ShelfCommand.Put("c", "3"));
        await Do(silo, new ShelfCommand.Put("a", "changed"));

        var (state, schema) = await Read(silo);
        schema.ShouldBe(4, "older code does not claim a newer state");
        JsonNode.DeepEquals(state, JsonNode.Parse(
            """{"kind":"stocked","items":{"a":{"label":"changed","colour":"red"},"b":{"label":"2"},"c":{"label":"3"}},"owner":{"name":"x"},"flags":[1,2]}"""))
            .ShouldBeTrue(state.ToJsonString());
    }

    [Fact]
    public async Task What_hung_on_a_removed_entry_does_not_come_back()
    {
        using var store = NewStore();
        await using var silo = await StartAsync(store);
        await Write(silo, """{"kind":"stocked","items":{"a":{"label":"1","colour":"red"}},"owner":"x"}""", 3);
        await Do(silo, new ShelfCommand.Remove("a"));
        JsonNode.DeepEquals((await Read(silo)).State, JsonNode.Parse("""{"kind":"stocked","items":{},"owner":"x"}""")).ShouldBeTrue();

        await Do(silo, new ShelfCommand.Put("a", "2"));

        (await Read(silo)).State["items"]!["a"]!.ToJsonString().ShouldBe("""{"label":"2"}""");
    }

    [Fact]
    public async Task Older_states_are_lifted_step_by_step()
    {
        using var store = NewStore();
        await using var silo = await StartAsync(store);
        await Write(silo, """{"kind":"stocked","names":["a","b"]}""", 1);

        (await silo.Runtime.Grains.Get<IShelfGrain>("s").Read())!.Value.Labels.ShouldBe(new Dictionary<string, string> { ["a"] = "lifted", ["b"] = "lifted" });
        await Do(silo, new ShelfCommand.Put("c", "3"));

        var (state, schema) = await Read(silo);
        schema.ShouldBe(3);
        state["names"].ShouldBeNull();
        state["items"]!.AsObject().Select(item => item.Key).Order().ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("""{"kind":"of_the_future","items":{}}""")]
    [InlineData("""{"items":{}}""")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task A_state_that_cannot_be_read_is_left_alone_and_others_go_on(string text)
    {
        using var store = NewStore();
        await using var silo = await StartAsync(store);
        await Write(silo, text, 3);

        var others = Enumerable.Range(0, 20).Select(i => silo.Do("c" + i, new CounterCommand.Add(1))).ToList();
        await Should.ThrowAsync<StateUnreadableException>(Do(silo, new ShelfCommand.Put("c", "3")));
        await Should.ThrowAsync<StateUnreadableException>(silo.Runtime.Grains.Get<IShelfGrain>("s").Read());

        (await Task.WhenAll(others)).ShouldAllBe(reply => reply.Snapshot.Version == 1);
        (await silo.Query("SELECT state FROM grain WHERE id = 's'", reader => reader.GetString(0))).ShouldBe([text]);
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store, due: false);
        silo.Runtime.Types.Add<IShelfGrain, Shelf, ShelfCommand, ShelfEvent, ShelfView>(new ShelfModel(), host => new ShelfGrain(host));
        return silo;
    }

    /// <summary>Writes a state as other code would have.</summary>
    private static async Task Write(TestSilo silo, string state, int schema)
    {
        var commit = new GrainCommit(new GrainId("shelf", "s"), 0)
        {
            Version = 1, Schema = schema, State = state, Chain = [1], Index = new GrainIndex("owner", DataEnvironment.Production, "Any"),
        };
        (await silo.Store.CommitAsync([commit], CancellationToken.None)).ShouldBe([CommitOutcome.Committed]);
    }

    private static async Task<Reply<ShelfView>> Do(TestSilo silo, ShelfCommand command) =>
        (await silo.Runtime.Grains.Get<IShelfGrain>("s").Execute(command, silo.Ask())).ShouldBeOfType<Reply<ShelfView>.Done>();

    private static async Task<(JsonNode State, int Schema)> Read(TestSilo silo) =>
        (await silo.Query("SELECT state, schema FROM grain WHERE id = 's'", reader => (JsonNode.Parse(reader.GetString(0))!, reader.GetInt32(1)))).Single();
}

public sealed class SqliteStateFormat : StateFormatContract
{
    protected override TestStore NewStore() => TestStore.OnSqlite();
}

public sealed class PostgresStateFormat : StateFormatContract
{
    protected override TestStore NewStore() => TestStore.OnPostgres();
}
