namespace Actors.Products;

/// <summary>The 27 product types (MM-12), as data.</summary>
public static class ProductTypes
{
    /// <summary>All of them, in the source's order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "insurance_car_insurance", "insurance_home_insurance", "insurance_travel_insurance",
        "insurance_health_insurance", "insurance_pet_insurance", "insurance_gadget_insurance", "investments",
        "lending", "insurance", "rewards", "utilities", "insurance_life_insurance", "insurance_business_insurance",
        "investments_investment_account", "investments_stocks_and_shares_isa", "investments_sipp",
        "investments_crowdfunding", "investments_current_accounts", "investments_savings_accounts",
        "investments_cash_isas", "lending_mortgages", "lending_loans", "lending_credit_cards", "utilities_energy",
        "utilities_broadband", "utilities_tv", "utilities_mobile_phones",
    ];
}
