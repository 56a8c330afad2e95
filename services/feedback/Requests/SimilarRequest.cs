namespace Platform.Feedback.Requests;

public sealed class SimilarRequest
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>submitted, under_review, planned, in_progress, shipped or declined.</summary>
    public string Status { get; init; } = "";
    public int Accounts { get; init; }

    /// <summary>How alike the words are, 0 to 1.</summary>
    public decimal Similarity { get; init; }
}
