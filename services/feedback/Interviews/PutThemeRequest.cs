using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

/// <param name="Description">What it means, for whoever codes an interview.</param>
public sealed record PutThemeRequest([Required, StringLength(500, MinimumLength = 1)] string Description);
