using Actors.Runtime.Storage;

namespace Actors.Runtime.Tests.Storage;

/// <summary>Commits as the engine would build them, for talking to a store directly.</summary>
internal static class Commits
{
    public static GrainId Id(string key) => new("counter", key);

    /// <summary>One turn on top of a version.</summary>
    public static GrainCommit Turn(string key, long expected, string state = "{}")
    {
        var commit = new GrainCommit(Id(key), expected)
        {
            Version = expected + 1,
            Schema = 1,
            Index = new GrainIndex("owner", DataEnvironment.Production, "Open"),
            State = state,
            Chain = [(byte)expected],
            CreatedAt = 1_000,
            UpdatedAt = 1_000 + expected,
        };
        commit.Journal.Add(new JournalRow(expected + 1, [1, (byte)expected], 1_000, "test", "Add", "req", "", "[]", [(byte)expected]));
        return commit;
    }

    /// <summary>Something that hangs on a turn: it must be there when the turn is, and not otherwise.</summary>
    public static GrainCommit WithEverything(this GrainCommit commit, string mark)
    {
        commit.Sends.Add(Message("d", "s:" + commit.Id.Key, mark));
        commit.Reminders.Add(new ReminderRow(mark, "", 5_000, "", ""));
        commit.Requests.Add(new RequestRow(mark, "f", commit.Version, 1, commit.State, 1_000, 1_000));
        return commit;
    }

    public static OutboxRow Message(string destination, string subject, string id) =>
        new("test", destination, subject, id, "topic", "{}", "", "", 1_000, null);

    public static async Task<CommitOutcome> CommitOne(this ITurnStore store, GrainCommit commit) =>
        (await store.CommitAsync([commit], CancellationToken.None)).ShouldHaveSingleItem();

    public static async Task<LoadResult> LoadOne(this ITurnStore store, string key, long known = -1) =>
        (await store.LoadAsync([new LoadRequest(Id(key), known)], CancellationToken.None)).ShouldHaveSingleItem();
}
