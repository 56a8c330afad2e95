using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Requests;

/// <summary>Section <c>Requests</c>. 180 days are the domain's, the others our own choice.</summary>
public sealed class RequestOptions
{
    /// <summary>Accounts from which on a request is shared: unanswered it counts against their renewals.</summary>
    [Range(1, 1_000_000)]
    public int SharedByAtLeast { get; set; } = 3;

    /// <summary>Days within which ARR that renews counts as demand.</summary>
    [Range(1, 3650)]
    public int RenewingWithinDays { get; set; } = 180;

    /// <summary>Trigram similarity, 0–1, from which on a request is proposed as a duplicate.</summary>
    [Range(0.0, 1.0)]
    public double SimilarFrom { get; set; } = 0.3;
}
