using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Requests;

public sealed record VoteRequest(Guid AccountId, Guid? ContactId, [StringLength(2000)] string? Note);
