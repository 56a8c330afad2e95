using Microsoft.AspNetCore.Components.Routing;

namespace Platform.Workspace.Shell;

/// <summary>The pages of the workspace, for navigation, palette and keys.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Key">The letter that opens it after <c>g</c>.</param>
/// <param name="Shows">One line on what is found there.</param>
/// <param name="Match">How its link knows that it is shown.</param>
internal sealed record Pages(string Path, string Title, string Key, string Shows, NavLinkMatch Match)
{
    public static readonly IReadOnlyList<Pages> Daily =
    [
        new("/", "Today", "t", "What changed in your book, and what is due", NavLinkMatch.All),
        new("/book", "Book", "b", "All accounts, by what they may lose", NavLinkMatch.Prefix),
        new("/renewals", "Renewals", "r", "What ends when, and the forecast", NavLinkMatch.Prefix),
        new("/revenue", "Revenue", "v", "NRR, GRR and logo retention, and what moved them", NavLinkMatch.Prefix),
        new("/retention", "Retention", "c", "Cohorts: who stays, and what they pay", NavLinkMatch.Prefix),
    ];
}
