using System.Text.RegularExpressions;

namespace Actors.Tests;

/// <summary>
/// A later step of the schema runs while silos of the version before still read and write. What they can live with is
/// little, so that is listed, and all else is refused.
/// </summary>
internal static partial class SchemaStep
{
    /// <summary>What an older silo could not live with, in sentences; nothing when all is well.</summary>
    public static IReadOnlyList<string> Faults(string sql)
    {
        var statements = Noise().Replace(sql, found => found.Value[0] == '\'' ? "''" : " ").Split(';')
            .Select(statement => Space().Replace(statement, " ").Trim())
            .Where(statement => statement.Length > 0)
            .ToList();
        var own = statements.Select(statement => NewTable().Match(statement)).Where(found => found.Success)
            .Select(found => Name(found.Groups["table"].Value)).ToHashSet();
        return [.. statements.Select(statement => Fault(statement, own)).OfType<string>()];
    }

    private static string? Fault(string statement, HashSet<string> own)
    {
        if (NewTable().IsMatch(statement) || Harmless().IsMatch(statement))
        {
            return null;
        }

        // Nobody knows of a table that this very step makes.
        var (index, alter) = (NewIndex().Match(statement), Alter().Match(statement));
        if ((index.Success && own.Contains(Name(index.Groups["table"].Value))) || (alter.Success && own.Contains(Name(alter.Groups["table"].Value))))
        {
            return null;
        }

        if (index.Success)
        {
            return index.Groups["unique"].Success
                ? Say(statement, "an older silo may write what a new unique index refuses; let the new code keep it unique, or use a new table")
                : null;
        }

        return alter.Success
            ? Clauses(alter.Groups["clauses"].Value).Select(clause => ClauseFault(statement, clause)).FirstOrDefault(fault => fault is not null)
            : Say(statement, "a step may only CREATE TABLE, CREATE INDEX and ALTER TABLE … ADD COLUMN; drop, rename or rewrite nothing that an older silo uses");
    }

    private static string? ClauseFault(string statement, string clause)
    {
        if (Settings().IsMatch(clause))
        {
            return null;
        }

        if (!NewColumn().IsMatch(clause))
        {
            return Say(statement, $"'{clause}' changes what an older silo reads or writes; add a column beside it");
        }

        if (Bound().Match(clause) is { Success: true } bound)
        {
            return Say(statement, $"an older silo may write what {bound.Value.ToUpperInvariant()} refuses");
        }

        return NotNull().IsMatch(clause) && !Default().IsMatch(clause)
            ? Say(statement, $"an older silo inserts rows without '{clause}': give it a DEFAULT, or let it be null")
            : null;
    }

    /// <summary>The clauses of one ALTER TABLE: commas inside brackets do not part them.</summary>
    private static IEnumerable<string> Clauses(string text)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[from..i].Trim();
                from = i + 1;
            }
        }

        yield return text[from..].Trim();
    }

    private static string Say(string statement, string why) => $"{(statement.Length > 120 ? statement[..120] + " …" : statement)} – {why}.";

    private static string Name(string table) => table.Trim('"').ToUpperInvariant();

    /// <summary>Comments, and what stands in quotes.</summary>
    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^CREATE TABLE (IF NOT EXISTS )?(?<table>""?\w+""?)", RegexOptions.IgnoreCase)]
    private static partial Regex NewTable();

    [GeneratedRegex(@"^CREATE (?<unique>UNIQUE )?INDEX (IF NOT EXISTS )?""?\w+""? ON (ONLY )?(?<table>""?\w+""?)", RegexOptions.IgnoreCase)]
    private static partial Regex NewIndex();

    [GeneratedRegex(@"^ALTER TABLE (IF EXISTS )?(ONLY )?(?<table>""?\w+""?) (?<clauses>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Alter();

    [GeneratedRegex(@"^(CREATE STATISTICS|ANALYZE|COMMENT ON)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();

    /// <summary>How the rows lie on the disk, or how they are counted.</summary>
    [GeneratedRegex(@"^(SET \(|RESET \(|ALTER (COLUMN )?""?\w+""? SET STATISTICS )", RegexOptions.IgnoreCase)]
    private static partial Regex Settings();

    [GeneratedRegex(@"^ADD (?!CONSTRAINT\b|PRIMARY\b|UNIQUE\b|FOREIGN\b|CHECK\b|EXCLUDE\b)(COLUMN )?(IF NOT EXISTS )?""?\w+""? \w+", RegexOptions.IgnoreCase)]
    private static partial Regex NewColumn();

    [GeneratedRegex(@"\b(UNIQUE|PRIMARY KEY|CHECK|REFERENCES)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Bound();

    [GeneratedRegex(@"\bNOT NULL\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotNull();

    [GeneratedRegex(@"\bDEFAULT (?!NULL\b)|\bGENERATED\b", RegexOptions.IgnoreCase)]
    private static partial Regex Default();
}
