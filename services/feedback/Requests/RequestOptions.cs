namespace Platform.Feedback.Requests;

/// <summary>Section <c>Requests</c>. 180 days are the domain's, the others our own choice.</summary>
public sealed class RequestOptions
{
    /// <summary>From so many accounts on, a request is shared: left unanswered it counts against their
    /// renewals.</summary>
    public int SharedByAtLeast { get; set; } = 3;

    /// <summary>Demand counts the ARR that renews within so many days.</summary>
    public int RenewingWithinDays { get; set; } = 180;

    /// <summary>Trigram similarity, 0–1, from which on a request is proposed as a duplicate.</summary>
    public double SimilarFrom { get; set; } = 0.3;
}
