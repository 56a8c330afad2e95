using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Advocates;

/// <param name="Status"><c>accepted</c>, <c>refused</c> or <c>done</c>.</param>
public sealed record AnswerReferenceRequest([Required] string Status, [StringLength(2000)] string? Note);
