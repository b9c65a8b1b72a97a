namespace Actors.Hosting;

/// <summary>What a silo says when it is ready: where to go, and (once) with what.</summary>
internal static class Welcome
{
    public static void Print(IReadOnlyCollection<string> addresses, IReadOnlyList<FirstCredential> credentials)
    {
        var address = addresses.First();
        Console.WriteLine($"""

              Actors is ready:  {address}
              Try the API:      {address}/docs/api
            """);
        if (credentials.Count > 0)
        {
            Console.WriteLine("\n  First credentials. They are shown this once; only their hashes are kept.\n");
            foreach (var credential in credentials)
            {
                Console.WriteLine($"    {credential.Title,-24}{credential.Token}");
            }

            Console.WriteLine("\n  Next: the README's ten minutes, from step 2.");
        }

        Console.WriteLine();
    }
}
