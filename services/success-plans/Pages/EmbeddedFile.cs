using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.SuccessPlans.Pages;

/// <summary>What stands beside a page in the assembly: its styles and its script.</summary>
internal static class EmbeddedFile
{
    public static ContentHttpResult Read(string name, string contentType)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return TypedResults.Text(reader.ReadToEnd(), contentType);
    }
}
