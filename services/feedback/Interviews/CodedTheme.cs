using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Feedback;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Interviews;

/// <param name="Theme">A code of the themes' list.</param>
/// <param name="Decisive">It decided the outcome; otherwise it played a part.</param>
/// <param name="Quote">The customer's own words that show it.</param>
public sealed record CodedTheme([Required] string Theme, bool Decisive, [StringLength(2000)] string? Quote);
