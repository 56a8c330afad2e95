using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.Text;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Enablement;

/// <param name="Course">The course's code.</param>
/// <param name="Contact">A contact's id, or the e-mail of exactly one contact.</param>
/// <param name="CompletedOn">The day of the completion, ISO date.</param>
public sealed record CompletionRow(string? Course, string? Contact, DateOnly? CompletedOn);
