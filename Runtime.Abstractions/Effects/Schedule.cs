using System.Text.Json.Serialization;

namespace Actors;

/// <summary>What happens with occurrences that passed while nobody could fire them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CatchUp>))]
public enum CatchUp
{
    /// <summary>The latest missed one fires once (a month is done once, no burst).</summary>
    One,

    /// <summary>Each missed one fires, in order.</summary>
    All,

    /// <summary>Missed ones are left out.</summary>
    None,
}

/// <summary>How a reminder repeats. Local times are taken in an IANA zone, so daylight saving is honoured.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "every")]
[JsonDerivedType(typeof(Interval), "interval")]
[JsonDerivedType(typeof(Daily), "day")]
[JsonDerivedType(typeof(Weekly), "week")]
[JsonDerivedType(typeof(Monthly), "month")]
public abstract record Schedule
{
    private Schedule()
    {
    }

    /// <summary>What becomes of missed occurrences.</summary>
    public CatchUp CatchUp { get; init; } = CatchUp.One;

    /// <summary>A fixed distance, counted from the first due time. At least one second.</summary>
    public sealed record Interval(TimeSpan Length) : Schedule;

    /// <summary>Every day at a local time.</summary>
    public sealed record Daily(TimeOnly Time, string Zone) : Schedule;

    /// <summary>Every week on a day at a local time.</summary>
    public sealed record Weekly(DayOfWeek Day, TimeOnly Time, string Zone) : Schedule;

    /// <summary>Every month on a day (1 to 31; a shorter month takes its last day) at a local time.</summary>
    public sealed record Monthly(int Day, TimeOnly Time, string Zone) : Schedule;
}
