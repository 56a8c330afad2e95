using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="Status"><c>active</c> (has agreed), <c>declined</c>, or <c>candidate</c> again.</param>
public sealed record DecideAdvocateRequest([Required] string Status);
