namespace Actors.Runtime.Tests.Hosting;

/// <summary>The ways in which a commit can fail to answer.</summary>
public enum Trouble
{
    /// <summary>It never reaches the store.</summary>
    Lost,

    /// <summary>It takes place; its answer is lost.</summary>
    AnswerLost,

    /// <summary>It takes place late: after the silo gave it up and before it loads the grain again.</summary>
    LateBeforeTheLoad,

    /// <summary>It takes place between the load and the look into the journal.</summary>
    LateBeforeTheLook,

    /// <summary>It arrives when the turn was decided and committed anew.</summary>
    LateAfterTheRetry,
}

internal static class Troubles
{
    /// <summary>Troubles the next commit. What it returns is to be called after the answer: whatever is late arrives then.</summary>
    public static Func<Task> Arrange(this FaultyStore store, Trouble trouble)
    {
        if (trouble is Trouble.Lost or Trouble.AnswerLost)
        {
            store.Next(trouble == Trouble.Lost ? new Fault.Lost() : new Fault.AnswerLost());
            return () => Task.CompletedTask;
        }

        var late = new Fault.Late(new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Func<Task> land = () =>
        {
            late.Gate.TrySetResult();
            return Gate.WithinAsync(late.Done.Task, "the late commit did not arrive");
        };
        store.BeforeLoad = trouble == Trouble.LateBeforeTheLoad ? () => store.IsTroublePending ? Task.CompletedTask : land() : null;
        store.BeforeLook = trouble == Trouble.LateBeforeTheLook ? land : null;
        store.Next(late);
        return async () =>
        {
            (store.BeforeLoad, store.BeforeLook) = (null, null);
            await land();
        };
    }
}
