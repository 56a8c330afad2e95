using Platform.Workspace.Api;

namespace Platform.Workspace.Book;

/// <summary>The whole book added up, as <c>GET /v1/portfolio/summary</c> answers.</summary>
public sealed record BookSummary(IReadOnlyList<BookSummaryBand> Bands, BookSummaryBand AtRisk);

public sealed record BookSummaryBand(string? Band, int Accounts, Money Arr, Money ArrAtRisk, Money ExpectedLoss);
