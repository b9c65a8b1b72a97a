namespace Actors.Commands.Partner;

/// <summary>Words and options of a command: <c>--name value</c>, <c>--name=value</c>, and flags without a value.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    private CommandLine()
    {
    }

    public IReadOnlyList<string> Words => _words;

    public string? this[string option] => _options.GetValueOrDefault(option);

    public bool Has(string flag) => _options.ContainsKey(flag);

    /// <exception cref="UsageException">An option that is not known, or has no value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args, string[] options, string[] flags)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                line._words.Add(args[i]);
                continue;
            }

            var parts = args[i][2..].Split('=', 2);
            if (flags.Contains(parts[0]))
            {
                line._options[parts[0]] = "";
            }
            else if (!options.Contains(parts[0]))
            {
                throw new UsageException($"There is no option --{parts[0]}; --help lists them.");
            }
            else if (parts.Length == 2 || ++i < args.Count)
            {
                line._options[parts[0]] = parts.Length == 2 ? parts[1] : args[i];
            }
            else
            {
                throw new UsageException($"--{parts[0]} needs a value.");
            }
        }

        return line;
    }
}

/// <summary>The caller wrote something that cannot be meant. The message says what would do.</summary>
internal sealed class UsageException(string message) : Exception(message);
