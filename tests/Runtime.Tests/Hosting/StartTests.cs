using System.Security.Cryptography;
using Actors.Runtime.Hosting;
using Actors.Runtime.Keys;
using Actors.Runtime.Storage;
using Actors.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Runtime.Tests.Hosting;

/// <summary>A silo that must not run says why and what to do.</summary>
public sealed class StartTests
{
    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.MasterSize));

    [Fact, Requirement("G1")]
    public async Task A_second_silo_on_the_same_file_is_refused()
    {
        using var store = TestStore.OnSqlite();
        await using (await Open(store))
        {
            var error = await Should.ThrowAsync<Exception>(Open(store));

            error.Message.ShouldContain("Another silo runs on");
            error.Message.ShouldContain("Actors:Postgres");
        }

        await (await Open(store)).DisposeAsync();
    }

    [Fact, Requirement("G3")]
    public async Task A_file_that_opens_and_takes_no_more_is_named_at_the_start()
    {
        using var store = TestStore.OnSqlite();
        await using var silo = await Open(store);
        const string Full = "CREATE TRIGGER full BEFORE INSERT ON silo BEGIN SELECT RAISE(ABORT, 'no room'); END";
        await silo.Store.Database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(transaction, Full, [], CancellationToken.None), CancellationToken.None);

        var error = await Should.ThrowAsync<SiloStartException>(silo.StartAsync([]));

        error.Message.ShouldContain("no room");
        error.Message.ShouldContain("Actors:DataDirectory");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Another_master_key_is_refused(bool postgres)
    {
        using var store = postgres ? TestStore.OnPostgres() : TestStore.OnSqlite();
        var key = NewKey();
        await (await Open(store, key)).DisposeAsync();

        (await Should.ThrowAsync<Exception>(Open(store, NewKey()))).Message.ShouldContain("Actors:MasterKey");

        await (await Open(store, key)).DisposeAsync();
    }

    [Theory, InlineData("short"), InlineData("not base 64 at all, but long enough to be it"), InlineData("")]
    public async Task What_is_no_master_key_is_refused(string key)
    {
        using var store = TestStore.OnSqlite();

        (await Should.ThrowAsync<Exception>(Open(store, key))).Message.ShouldContain("base 64 of 32 bytes");
    }

    [Fact]
    public async Task The_key_file_is_for_its_owner_only()
    {
        using var store = TestStore.OnSqlite();
        await (await Open(store)).DisposeAsync();

        Path.Exists(Path.Combine(store.Directory, "actors.key")).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(store.Directory, "actors.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static Task<SiloRuntime> Open(TestStore store, string? key = null) => SiloRuntime.OpenAsync(
        new SiloSettings { DataDirectory = store.Directory, Postgres = store.Postgres, MasterKey = key }, NullLoggerFactory.Instance);
}
