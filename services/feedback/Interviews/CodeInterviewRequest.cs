using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Feedback;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Interviews;

/// <param name="Themes">The codes that replace those the interview had.</param>
public sealed record CodeInterviewRequest([Required, MaxLength(20)] IReadOnlyList<CodedTheme> Themes);
