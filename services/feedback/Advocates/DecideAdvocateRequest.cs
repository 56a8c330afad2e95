using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Advocates;

/// <param name="Status"><c>active</c> (has agreed), <c>declined</c>, or <c>candidate</c> again.</param>
public sealed record DecideAdvocateRequest([Required] string Status);
