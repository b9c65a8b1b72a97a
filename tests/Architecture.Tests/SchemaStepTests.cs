namespace Actors.Tests;

/// <summary>Silos are replaced one by one: a step of the schema must not disturb those that do not know it yet.</summary>
public sealed class SchemaStepTests
{
    private const string Folder = "Runtime/Storage/Schema/";

    private static IEnumerable<string> Steps => Repository.Files.Where(file => file.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [Fact]
    public void Every_later_step_leaves_older_silos_in_peace() => Steps
        .Where(file => !file.EndsWith("/0001.sql", StringComparison.Ordinal))
        .SelectMany(file => SchemaStep.Faults(Repository.Read(file)).Select(fault => $"{file}: {fault}"))
        .ShouldBeEmpty();

    [Fact]
    public void Both_stores_have_the_same_steps_without_a_gap()
    {
        var stores = Steps.GroupBy(file => file.Split('/')[^2], file => file.Split('/')[^1]).ToList();
        stores.Select(store => store.Key).ShouldBe(["Postgres", "Sqlite"]);
        foreach (var store in stores)
        {
            store.ShouldBe(Enumerable.Range(1, stores[0].Count()).Select(number => $"{number:D4}.sql"));
        }
    }

    [Theory]
    [InlineData("CREATE TABLE region (id text PRIMARY KEY, name text NOT NULL CHECK (name <> ''))")]
    [InlineData("create table region (id text not null); create unique index region_id on region (id); alter table region add constraint one unique (id);")]
    [InlineData("ALTER TABLE grain ADD COLUMN region text NOT NULL DEFAULT ''; ALTER TABLE outbox ADD priority int NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE journal ADD COLUMN note text, ADD COLUMN IF NOT EXISTS cost numeric(12, 2) NOT NULL DEFAULT 0.5")]
    [InlineData("CREATE INDEX grain_by_region ON grain (region) WHERE region <> 'DROP TABLE grain;'")]
    [InlineData("-- DROP TABLE grain;\n/* ALTER TABLE grain\n RENAME TO grains; */\nCREATE INDEX a ON grain (id);")]
    [InlineData("ALTER TABLE outbox SET (fillfactor = 70), ALTER COLUMN topic SET STATISTICS 1000; ANALYZE outbox; CREATE STATISTICS s ON type, owner FROM grain")]
    [InlineData("ALTER TABLE grain ADD COLUMN number bigint GENERATED ALWAYS AS (version + 1) STORED NOT NULL")]
    public void What_only_adds_is_taken(string sql) => SchemaStep.Faults(sql).ShouldBeEmpty();

    [Theory]
    [InlineData("DROP TABLE call", "may only")]
    [InlineData("DROP INDEX grain_by_owner", "may only")]
    [InlineData("CREATE TABLE a (id text); DROP TABLE grain;", "DROP TABLE grain – ")]
    [InlineData("ALTER TABLE grain DROP COLUMN party", "'DROP COLUMN party' changes")]
    [InlineData("alter table grain\n  rename column owner to account", "changes what an older silo")]
    [InlineData("ALTER TABLE grain RENAME TO actor", "changes what an older silo")]
    [InlineData("ALTER TABLE grain ALTER COLUMN version TYPE int", "changes what an older silo")]
    [InlineData("ALTER TABLE grain ALTER status SET NOT NULL", "changes what an older silo")]
    [InlineData("ALTER TABLE grain ALTER status DROP DEFAULT", "changes what an older silo")]
    [InlineData("ALTER TABLE grain ADD COLUMN region text NOT NULL", "give it a DEFAULT")]
    [InlineData("ALTER TABLE grain ADD COLUMN region text NOT NULL DEFAULT NULL", "give it a DEFAULT")]
    [InlineData("ALTER TABLE grain ADD COLUMN a text, ADD COLUMN b numeric(3, 1) NOT NULL", "'ADD COLUMN b numeric(3, 1) NOT NULL'")]
    [InlineData("ALTER TABLE grain ADD COLUMN region text DEFAULT '' UNIQUE", "UNIQUE refuses")]
    [InlineData("ALTER TABLE grain ADD COLUMN region text REFERENCES region (id)", "REFERENCES refuses")]
    [InlineData("ALTER TABLE grain ADD COLUMN region text CHECK (region <> 'x')", "CHECK refuses")]
    [InlineData("ALTER TABLE grain ADD CONSTRAINT one UNIQUE (owner)", "changes what an older silo")]
    [InlineData("ALTER TABLE grain ADD UNIQUE (owner)", "changes what an older silo")]
    [InlineData("CREATE UNIQUE INDEX one ON grain (owner)", "unique index")]
    [InlineData("CREATE TABLE region (id text); CREATE UNIQUE INDEX one ON grain (owner)", "unique index")]
    [InlineData("UPDATE grain SET owner = upper(owner)", "may only")]
    [InlineData("DELETE FROM request", "may only")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON grain EXECUTE FUNCTION f()", "may only")]
    [InlineData("CREATE OR REPLACE VIEW orders AS SELECT 1", "may only")]
    [InlineData("ALTER INDEX grain_by_owner RENAME TO x", "may only")]
    [InlineData("TRUNCATE call", "may only")]
    [InlineData("ALTER TABLE grain ADD COLUMN note text DEFAULT 'it''s; DEFAULT' NOT NULL; DROP TABLE call", "DROP TABLE call")]
    public void What_an_older_silo_could_not_live_with_is_refused(string sql, string reason) =>
        SchemaStep.Faults(sql).ShouldHaveSingleItem().ShouldContain(reason);
}
