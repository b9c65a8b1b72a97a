namespace Actors.Tests.Description;

/// <summary>The description in the hands of others: a linter, and a generator of clients.</summary>
public sealed class ToolTests(ActorsApplication application)
{
    [Fact]
    public async Task Spectral_finds_nothing_to_say_about_it()
    {
        var file = await Saved("lint.json");
        await NodeTool.Run("node_modules/@stoplight/spectral-cli/dist/index.js", ["lint", file, "--ruleset", ".spectral.yaml", "--fail-severity", "hint"]);
    }

    [Fact]
    public async Task A_generated_client_compiles_and_runs_the_order_flow()
    {
        var file = await Saved("client.json");
        await NodeTool.Run("node_modules/openapi-typescript/bin/cli.js", [file, "--output", "generated/api.d.ts"]);
        await NodeTool.Run("node_modules/typescript/bin/tsc", ["--project", "tsconfig.json"]);

        var (provider, marketplace) = (await application.Provider(), await application.Marketplace());
        var said = await NodeTool.Run(
            "generated/order-flow.js",
            [],
            ("SITE", application.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)),
            ("PROVIDER", provider.Token!),
            ("MARKETPLACE", marketplace.Token!));

        said.Trim().ShouldMatch("^po_[0-9a-z]+ Succesful B-1093 Superfast 80$");
    }

    private async Task<string> Saved(string name)
    {
        var file = Path.Combine(NodeTool.Folder, "generated", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, (await application.Stranger().Get("/openapi.json")).ShouldBe(200).Text);
        return file;
    }
}
