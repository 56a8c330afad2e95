using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

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
