Feature: Link a CM/ECF account to a PACER account

  Scenario Outline: The link procedure
    Given a new page for account <number>
    When I open the court's website and follow the link to CM/ECF
    And I log in with the PACER account
    And I open Utilities
    And I choose the link entry
    And I enter the CM/ECF login
    And I confirm the names
    Then I see the success and the filer's menu
    When I log out
    Then I see that the old login is refused
    When I log in with the PACER account again
    Then I see the account at PACER

    Examples:
