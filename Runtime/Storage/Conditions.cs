using System.Globalization;
using System.Text;

namespace Actors.Runtime.Storage;

/// <summary>Conditions that all must hold, with their parameters.</summary>
/// <param name="first">The one that is always there.</param>
internal sealed class Conditions(string first)
{
    private readonly StringBuilder _text = new(first);

    public List<(string Name, object? Value)> Parameters { get; } = [];

    /// <summary>Adds a condition unless its value is null.</summary>
    public void Add(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _text.Append(" AND ").Append(condition);
            Parameters.Add((name, value));
        }
    }

    /// <summary>Adds that a column (or what is made of it) is one of some values, unless there are none.</summary>
    public void AddAny(string column, IReadOnlyList<string> values, string suffix = "")
    {
        if (values.Count > 0)
        {
            var names = values.Index().Select(value => string.Create(CultureInfo.InvariantCulture, $"{column}{value.Index}")).ToList();
            _text.Append(CultureInfo.InvariantCulture, $" AND {column}{suffix} IN ({string.Join(", ", names.Select(name => "@" + name))})");
            Parameters.AddRange(names.Zip(values, (name, value) => (name, (object?)value)));
        }
    }

    public override string ToString() => _text.ToString();
}
