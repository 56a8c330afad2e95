using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>What keeps the workspace small, and what others wrote from running in it.</summary>
public sealed partial class WorkspaceTests
{
    private const string Folder = "services/workspace";
    private const int MostModules = 8;
    private const int MostLines = 250;
    private const int WidestLine = 120;

    private static readonly IReadOnlyList<string> Modules = [.. Repository.Files($"{Folder}/wwwroot", "*.js")];

    [Fact]
    public void Modules_are_few_and_short_and_say_what_works_without_script()
    {
        Modules.Count.ShouldBeInRange(1, MostModules, "if it grows past eight, the choice is to be made anew");
        foreach (var module in Modules)
        {
            var lines = Repository.Read(module).TrimEnd().Split('\n');
            lines.Length.ShouldBeLessThanOrEqualTo(MostLines, module);
            lines.ShouldAllBe(line => line.Length <= WidestLine, module);
            string.Join(' ', lines.TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal)))
                .ShouldContain("Without script", Case.Sensitive, module);
        }
    }

    [Fact]
    public void No_module_turns_text_into_markup_or_script()
    {
        var offenders =
            from module in Modules
            from Match sink in HtmlSink().Matches(Repository.Read(module))
            select $"{module}: {sink.Value}";

        offenders.ShouldBeEmpty("make elements, and set textContent");
    }

    [Fact]
    public void No_page_has_a_script_or_a_style_within_it_or_markup_from_a_string()
    {
        var offenders =
            from page in Repository.Files(Folder, "*.razor")
            from Match inline in Inline().Matches(Repository.Read(page))
            select $"{page}: {inline.Value}";

        offenders.ShouldBeEmpty("the Content-Security-Policy refuses it: classes, modules, and text");
    }

    [Fact]
    public void Every_form_that_changes_something_has_its_token()
    {
        var offenders =
            from page in Repository.Files(Folder, "*.razor")
            from Match form in PostForm().Matches(Repository.Read(page))
            where !form.Value.Contains("<AntiforgeryToken", StringComparison.Ordinal)
            select $"{page}: {form.Value.Split('\n')[0]}";

        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_built_on_the_public_api_alone()
    {
        var references = ProjectReference()
            .Matches(Repository.Read($"{Folder}/Workspace.csproj"))
            .Select(match => match.Groups["path"].Value);

        references.ShouldBe(["../../shared/ServiceDefaults/ServiceDefaults.csproj"]);
    }

    [GeneratedRegex(
        @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString|"
            + @"\beval\(|new Function|srcdoc|setHTMLUnsafe|setAttribute\(""(on|style)",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex HtmlSink();

    [GeneratedRegex(@"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=""|MarkupString", RegexOptions.None, 1_000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"<form method=""post"".*?</form>", RegexOptions.Singleline, 1_000)]
    private static partial Regex PostForm();

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ProjectReference();
}
