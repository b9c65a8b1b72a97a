using System.Globalization;
using System.Text;

namespace Actors.Bench.Fire;

/// <summary>What a program counted. Clean means: nothing lost, doubled or out of order, and no other fault.</summary>
internal sealed class FireReport(string name)
{
    private const int Shown = 40;

    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];
    private readonly List<string> _notes = [];
    private int _faultCount;

    public string Name => name;

    /// <summary>Requests that were answered as done, or due rows that there were to do.</summary>
    public long Acknowledged { get; set; }

    /// <summary>One more was answered; for those who ask at the same time.</summary>
    public void Count()
    {
        lock (_gate)
        {
            Acknowledged++;
        }
    }

    /// <summary>Acknowledged and not there; committed and not arrived.</summary>
    public long Lost { get; set; }

    /// <summary>One request with two effects; one event with two numbers or two ids.</summary>
    public long Doubled { get; set; }

    public long OutOfOrder { get; set; }

    public bool IsClean => Lost == 0 && Doubled == 0 && OutOfOrder == 0 && _faultCount == 0;

    /// <summary>The first of what went wrong, in sentences.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public void Fault(string what)
    {
        lock (_gate)
        {
            _faultCount++;
            if (_faults.Count < Shown)
            {
                _faults.Add(what);
            }
        }
    }

    public void Lose(string what)
    {
        lock (_gate)
        {
            Lost++;
        }

        Fault(what);
    }

    public void Double(string what)
    {
        lock (_gate)
        {
            Doubled++;
        }

        Fault(what);
    }

    public void Misorder(string what)
    {
        lock (_gate)
        {
            OutOfOrder++;
        }

        Fault(what);
    }

    /// <summary>Something to know about the run, in a sentence.</summary>
    public void Note(string what) => _notes.Add(what);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {Acknowledged} acknowledged, {Lost} lost, {Doubled} doubled, {OutOfOrder} out of order, {_faultCount} faults");
        _notes.ForEach(note => text.AppendLine("- " + note));
        _faults.ForEach(fault => text.AppendLine("- FAULT: " + fault));
        return text.ToString();
    }
}
