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
                        send.Deadline?.ToMilliseconds()));
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
                    commit.Sends.RemoveAll(row => row.Subject == recall.Subject && row.MessageId == recall.MessageId);
                    commit.Resends.RemoveAll(row => row.Subject == recall.Subject && row.MessageId == recall.MessageId);
                    commit.Recalls.Add(new MessageKey(recall.Subject, recall.MessageId));
                    break;
                case Effect.Resend resend:
                    commit.Resends.RemoveAll(row => row.Subject == resend.Subject && row.MessageId == resend.MessageId);
                    if (!commit.Recalls.Contains(new MessageKey(resend.Subject, resend.MessageId)))
                    {
                        commit.Resends.Add(new ResendRow(resend.Subject, resend.MessageId, at));
                    }

                    break;
                case Effect.MoveClock move:
                    commit.ClockAhead = (long)move.Ahead.TotalMilliseconds;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(effects), effect, "An effect that nobody carries out.");
            }
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
            commit.Sends[i] = commit.Sends[i] with { Clock = clock };
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
        "",
        at,
        null);
}
