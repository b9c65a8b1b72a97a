using System.Globalization;
using System.Text.Json;
using Actors.Runtime.Storage;

namespace Actors.Runtime.Turns;

/// <summary>
/// Turns effects into rows. Turns that share a commit may undo each other's effects (set and forget, send and recall):
/// what cancels out is never written.
/// </summary>
internal sealed class EffectWriter(GrainCommit commit, IGrainCommands commands)
{
    /// <summary>The kind of messages from grain to grain.</summary>
    public const string GrainKind = "grain";

    public void Add(IReadOnlyList<Effect> effects, string trace, long at, long version)
    {
        // What may fail comes first: a turn that fails leaves nothing behind in the commit of its neighbours.
        var tells = effects.OfType<Effect.Tell>().Select((tell, place) => ToMessage(tell, trace, at, version, place)).ToArray();
        commit.Sends.AddRange(tells);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case Effect.Send send:
                    commit.Sends.Add(new OutboxRow(
                        send.Kind, send.Destination, send.Subject, send.MessageId, send.Topic, send.Body, trace, "", at,
                        send.Deadline?.ToMilliseconds())
                    { Context = send.Context });
                    break;
                case Effect.Tell:
                    break;
                case Effect.Remind remind:
                    Remind(new ReminderRow(
                        remind.Name, "", remind.Due.ToMilliseconds(), Encode(remind.Repeat), trace));
                    break;
                case Effect.Forget forget:
                    commit.Reminders.RemoveAll(row => row.Name == forget.Name);
                    commit.Forgets.Add(forget.Name);
                    break;
                case Effect.Recall recall:
                    var everywhere = recall.Destination.Length == 0;
                    commit.Sends.RemoveAll(row => row.Subject == recall.Subject && row.MessageId == recall.MessageId
                        && (everywhere || row.Destination == recall.Destination));
                    commit.Resends.RemoveAll(row => row.Subject == recall.Subject && row.MessageId == recall.MessageId
                        && (everywhere || row.Destination == recall.Destination));
                    commit.Recalls.Add(new MessageKey(recall.Subject, recall.MessageId, recall.Destination, recall.Logged ? at : 0));
                    break;
                case Effect.Resend resend:
                    Resend(new ResendRow(resend.Subject, resend.MessageId, at, resend.Destination));

                    break;
                case Effect.Log log:
                    commit.Events.Add(new EventRow(log.Sequence, log.Id, log.Type, log.Subject, at, log.Body));
                    break;
                case Effect.Pace pace:
                    commit.Paces.RemoveAll(row => row.Kind == pace.Kind && row.Destination == pace.Destination);
                    commit.Paces.Add(new PaceRow(pace.Kind, pace.Destination, pace.Paused, pace.PerSecond));
                    break;
                case Effect.Probe probe:
                    commit.Probes.Add(new DestinationKey(probe.Kind, probe.Destination));
                    break;
                case Effect.Drop drop:
                    commit.Sends.RemoveAll(row => row.Kind == drop.Kind && row.Destination == drop.Destination);
                    commit.Paces.RemoveAll(row => row.Kind == drop.Kind && row.Destination == drop.Destination);
                    commit.Drops.Add(new DestinationKey(drop.Kind, drop.Destination));
                    break;
                case Effect.MoveClock move:
                    commit.ClockAhead = (long)move.Ahead.TotalMilliseconds;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(effects), effect, "An effect that nobody carries out.");
            }
        }
    }

    private void Resend(ResendRow resend)
    {
        commit.Resends.RemoveAll(row => row with { DueAt = resend.DueAt } == resend);
        if (!commit.Recalls.Exists(key => key.Subject == resend.Subject && key.MessageId == resend.MessageId
            && (key.Destination.Length == 0 || key.Destination == resend.Destination)))
        {
            commit.Resends.Add(resend);
        }
    }

    /// <summary>Sets a reminder; of several with one name the last counts.</summary>
    public void Remind(ReminderRow row)
    {
        commit.Forgets.RemoveAll(name => name == row.Name);
        commit.Reminders.RemoveAll(other => other.Name == row.Name);
        commit.Reminders.Add(row);
    }

    /// <summary>Whether a turn of this commit set or forgot the reminder.</summary>
    public bool Touched(string name) => commit.Forgets.Contains(name) || commit.Reminders.Exists(row => row.Name == name);

    /// <summary>Names the clock that the rows follow, once the state that decides it is known.</summary>
    public void StampClock(string clock)
    {
        if (clock.Length == 0)
        {
            return;
        }

        for (var i = 0; i < commit.Sends.Count; i++)
        {
            // A message with a clock of its own goes to a grain that lives by it.
            commit.Sends[i] = commit.Sends[i].Clock.Length > 0 ? commit.Sends[i] : commit.Sends[i] with { Clock = clock };
        }

        for (var i = 0; i < commit.Reminders.Count; i++)
        {
            commit.Reminders[i] = commit.Reminders[i] with { Clock = clock };
        }
    }

    public static string Encode(Schedule? schedule) =>
        schedule is null ? "" : JsonSerializer.Serialize(schedule, ScheduleJsonContext.Default.Schedule);

    private OutboxRow ToMessage(Effect.Tell tell, string trace, long at, long version, int place) => new(
        GrainKind,
        tell.Target.ToString(),
        commit.Id.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"{commit.Id}@{version}.{place}"),
        tell.Command.GetType().Name,
        commands.Encode(tell.Target, tell.Command),
        trace,
        tell.Clock ?? "",
        at,
        null)
    {
        // By another clock this very moment may lie in the future.
        DueAt = tell.Clock is null ? at : 0,
    };
}
