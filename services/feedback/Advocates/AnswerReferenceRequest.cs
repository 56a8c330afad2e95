using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="Status"><c>accepted</c>, <c>refused</c> or <c>done</c>.</param>
public sealed record AnswerReferenceRequest([Required] string Status, [StringLength(2000)] string? Note);
