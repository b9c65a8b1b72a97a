using System.Runtime.CompilerServices;

namespace Actors.Tests;

/// <summary>
/// Compares with a text that people approved. To approve a change: run with <c>APPROVE=1</c> and review the diff.
/// </summary>
internal static class Approved
{
    public static void ShouldBeAsApproved(this string actual, string name, [CallerFilePath] string caller = "")
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            var folder = new DirectoryInfo(Path.GetDirectoryName(caller)!);
            while (folder!.GetDirectories("Approved").Length == 0)
            {
                folder = folder.Parent;
            }

            File.WriteAllText(Path.Combine(folder.FullName, "Approved", name), actual);
            return;
        }

        using var stream = typeof(Approved).Assembly.GetManifestResourceStream(name)
            .ShouldNotBeNull($"There is no Approved/{name} yet: run with APPROVE=1.");
        using var reader = new StreamReader(stream);
        actual.ShouldBe(reader.ReadToEnd(), $"Approved/{name} differs: run with APPROVE=1 and review the diff.");
    }
}
