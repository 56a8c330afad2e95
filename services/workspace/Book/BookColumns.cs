using Platform.Workspace.Shell;

namespace Platform.Workspace.Book;

/// <summary>The columns of the book.</summary>
/// <param name="Key">What the API sorts by; null where it does not.</param>
/// <param name="Css">num for figures; wide and medium are left out on narrow screens.</param>
/// <param name="Means">The definition, on hover.</param>
internal sealed record BookColumns(string? Key, string Title, string Css, string Means, bool DearestFirst = false)
{
    public static readonly IReadOnlyList<BookColumns> All =
    [
        new("name", "Account", "", "The customer"),
        new("score", "Score", "num", "Health, 0 to 100; the band by the scorecard of the account's segment"),
        new(null, "Top driver", "wide", "What costs the score most"),
        new("renewalDate", "Renewal", "medium", "The next end of a contract term"),
        new("arr", "ARR", "num medium", "Annual recurring revenue", true),
        new(null, "At risk", "wide", "Red band, open risk, notice given, or called at risk by its owner"),
        new("arrAtRisk", "ARR at risk", "num medium", "All of the ARR while the account is at risk", true),
        new("expectedLoss", "Expected loss", "num", "ARR × (1 − probability to keep)", true),
        new(null, "Size", "wide", "smb, mid market or enterprise"),
        new(null, "Owner", "medium", "The CSM"),
    ];

    /// <summary>Band and score as one reads them.</summary>
    public static string ScoreOf(BookItem item) => item.Score is { } score ? Words.OneDecimal(score) : "no data";
}
